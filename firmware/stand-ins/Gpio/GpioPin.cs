using System.Collections.Generic;

namespace System.Device.Gpio;

/// <summary>
/// A pin that remembers its level. Stand-in for nanoFramework's class of the same name; as there, a pin that becomes an
/// output is driven low, and one that is no output cannot be written to.
/// </summary>
public sealed class GpioPin : IDisposable
{
    private readonly object gate = new();
    private readonly List<string> levels = [];
    private PinMode mode;
    private PinValue level;

    internal GpioPin(int pinNumber)
    {
        PinNumber = pinNumber;
    }

    /// <summary>The level of an input has changed.</summary>
    public event PinValueChangedEventHandler? ValueChanged;

    /// <summary>The pin's number.</summary>
    public int PinNumber { get; }

    /// <summary>Changes that come sooner after another one are no event; here they all are.</summary>
    public TimeSpan DebounceTimeout { get; set; }

    /// <summary>How often the level was set, for tests.</summary>
    public int Writes { get; private set; }

    /// <summary>What could be measured at the pin, for tests: low, high, up, down or open.</summary>
    internal IReadOnlyList<string> Levels => levels;

    /// <summary>How the pin is driven.</summary>
    public PinMode GetPinMode()
    {
        return mode;
    }

    /// <summary>Sets how the pin is driven.</summary>
    public void SetPinMode(PinMode value)
    {
        lock (gate)
        {
            mode = value;
            if (value == PinMode.Output)
            {
                level = PinValue.Low;
            }

            levels.Add(value switch
            {
                PinMode.InputPullUp => "up",
                PinMode.InputPullDown => "down",
                PinMode.Input => "open",
                _ => "low",
            });
        }
    }

    /// <summary>The level.</summary>
    public PinValue Read()
    {
        lock (gate)
        {
            return level;
        }
    }

    /// <summary>Sets the level.</summary>
    /// <exception cref="ArgumentException">The pin is no output.</exception>
    public void Write(PinValue value)
    {
        lock (gate)
        {
            if (mode != PinMode.Output)
            {
                throw new ArgumentException($"Pin {PinNumber} is no output.");
            }

            level = value;
            levels.Add(value == PinValue.High ? "high" : "low");
            Writes++;
        }
    }

    /// <summary>Turns the level over.</summary>
    public void Toggle()
    {
        Write(Read() == PinValue.Low ? PinValue.High : PinValue.Low);
    }

    public void Dispose()
    {
    }

    /// <summary>What is wired to the pin changes its level, for tests.</summary>
    internal void Drive(PinValue value)
    {
        lock (gate)
        {
            level = value;
        }

        ValueChanged?.Invoke(
            this,
            new PinValueChangedEventArgs(
                value == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, PinNumber));
    }
}
