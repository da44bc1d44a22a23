using System.Collections.Generic;

namespace System.Device.Gpio;

/// <summary>Hands out pins. Stand-in for nanoFramework's class of the same name.</summary>
public sealed class GpioController : IDisposable
{
    private readonly Dictionary<int, GpioPin> pins = [];

    /// <summary>Opens a pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is open already, or there is no such pin.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        return OpenPin(pinNumber, PinMode.Input);
    }

    /// <summary>Opens a pin and sets how it is driven.</summary>
    /// <exception cref="InvalidOperationException">The pin is open already, or there is no such pin.</exception>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        if (pinNumber < 0 || pins.ContainsKey(pinNumber))
        {
            throw new InvalidOperationException($"Pin {pinNumber} does not exist or is open already.");
        }

        GpioPin pin = new(pinNumber);
        pin.SetPinMode(mode);
        pins.Add(pinNumber, pin);
        return pin;
    }

    /// <summary>The level of a pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public PinValue Read(int pinNumber)
    {
        return pins.TryGetValue(pinNumber, out GpioPin? pin)
            ? pin.Read() : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }

    /// <summary>Closes a pin.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void ClosePin(int pinNumber)
    {
        if (!pins.Remove(pinNumber))
        {
            throw new InvalidOperationException($"Pin {pinNumber} is not open.");
        }
    }

    /// <summary>Whether a pin is open.</summary>
    public bool IsPinOpen(int pinNumber)
    {
        return pins.ContainsKey(pinNumber);
    }

    public void Dispose()
    {
        pins.Clear();
    }
}
