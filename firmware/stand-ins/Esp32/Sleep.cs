using System;

namespace nanoFramework.Hardware.Esp32;

/// <summary>
/// The chip's deep sleep; a desktop program ends, as with <c>Power.RebootDevice</c>. Stand-in for nanoFramework's class
/// of the same name.
/// </summary>
public class Sleep
{
    /// <summary>What ended a sleep; the numbers are nanoFramework's.</summary>
    public enum WakeupCause
    {
        /// <summary>There was none.</summary>
        Undefined = 0,

        /// <summary>One pin.</summary>
        Ext0 = 2,

        /// <summary>One of several pins.</summary>
        Ext1 = 3,

        /// <summary>Time.</summary>
        Timer = 4,
    }

    /// <summary>Pins, one bit each.</summary>
    [Flags]
    public enum WakeupGpioPin : ulong
    {
        /// <summary>No pin.</summary>
        None = 0,
    }

    /// <summary>Has the next sleep end after a time.</summary>
    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        return time.Ticks < 0 ? EspNativeError.INVALID_ARG : EspNativeError.OK;
    }

    /// <summary>Has the next sleep end when a pin has a level.</summary>
    public static EspNativeError EnableWakeupByPin(WakeupGpioPin pin, int level)
    {
        return pin == WakeupGpioPin.None || level is < 0 or > 1 ? EspNativeError.INVALID_ARG : EspNativeError.OK;
    }

    /// <summary>Sleeps; the device starts anew after it.</summary>
    public static void StartDeepSleep()
    {
        Environment.Exit(0);
    }

    /// <summary>What ended the sleep before this start.</summary>
    public static WakeupCause GetWakeupCause()
    {
        return WakeupCause.Undefined;
    }
}
