using System;

namespace System.Device.Gpio;

/// <summary>Changes of a level; the numbers are nanoFramework's.</summary>
[Flags]
public enum PinEventTypes
{
    /// <summary>No change.</summary>
    None = 0,

    /// <summary>From low to high.</summary>
    Rising = 1,

    /// <summary>From high to low.</summary>
    Falling = 2,
}
