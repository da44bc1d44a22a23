namespace System.Device.Gpio;

/// <summary>The level of a pin has changed.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

/// <summary>Says how a level has changed. Stand-in for nanoFramework's class of the same name.</summary>
public class PinValueChangedEventArgs
{
    /// <summary>Makes it.</summary>
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    /// <summary>The change.</summary>
    public PinEventTypes ChangeType { get; }

    /// <summary>The pin.</summary>
    public int PinNumber { get; }
}
