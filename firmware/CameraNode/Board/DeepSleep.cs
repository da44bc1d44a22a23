using System;
using nanoFramework.Hardware.Esp32;

namespace CameraNode
{
    /// <summary>The chip's deep sleep: everything is off but a clock and a pin, and the device starts anew.</summary>
    public static class DeepSleep
    {
        /// <summary>Whether a sleep's time has ended it, before this start.</summary>
        public static bool WasEndedByTime
        {
            get { return Sleep.GetWakeupCause() == Sleep.WakeupCause.Timer; }
        }

        /// <summary>Whether a pin has ended a sleep before this start.</summary>
        public static bool WasEndedByPin
        {
            get
            {
                Sleep.WakeupCause cause = Sleep.GetWakeupCause();
                return cause == Sleep.WakeupCause.Ext0 || cause == Sleep.WakeupCause.Ext1;
            }
        }

        /// <summary>Sleeps; does not come back.</summary>
        /// <param name="milliseconds">For how long at most.</param>
        /// <param name="pin">An RTC pin that ends the sleep, -1 for none.</param>
        /// <param name="whenHigh">Whether its high level does; else its low one.</param>
        public static void Begin(int milliseconds, int pin, bool whenHigh)
        {
            Sleep.EnableWakeupByTimer(new TimeSpan(TimeSpan.TicksPerMillisecond * milliseconds));
            if (pin >= 0)
            {
                Sleep.EnableWakeupByPin((Sleep.WakeupGpioPin)((ulong)1 << pin), whenHigh ? 1 : 0);
            }

            Sleep.StartDeepSleep();
        }
    }
}
