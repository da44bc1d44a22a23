namespace System.Device.Gpio;

/// <summary>A pin that remembers its level. Stand-in for nanoFramework's class of the same name.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly object gate = new();
    private PinMode mode;
    private PinValue level;

    internal GpioPin(int pinNumber)
    {
        PinNumber = pinNumber;
    }

    /// <summary>The pin's number.</summary>
    public int PinNumber { get; }

    /// <summary>How often the level was set, for tests.</summary>
    public int Writes { get; private set; }

    /// <summary>How the pin is driven.</summary>
    public PinMode GetPinMode()
    {
        return mode;
    }

    /// <summary>Sets how the pin is driven.</summary>
    public void SetPinMode(PinMode value)
    {
        mode = value;
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
    public void Write(PinValue value)
    {
        lock (gate)
        {
            level = value;
            Writes++;
        }
    }

    /// <summary>Turns the level over.</summary>
    public void Toggle()
    {
        lock (gate)
        {
            level = level == PinValue.Low ? PinValue.High : PinValue.Low;
            Writes++;
        }
    }

    public void Dispose()
    {
    }
}
