namespace System.Device.Gpio;

/// <summary>How a pin is driven; the numbers are nanoFramework's.</summary>
public enum PinMode
{
    /// <summary>Input without a resistor.</summary>
    Input,

    /// <summary>Input, pulled down.</summary>
    InputPullDown,

    /// <summary>Input, pulled up.</summary>
    InputPullUp,

    /// <summary>Output.</summary>
    Output,
}
