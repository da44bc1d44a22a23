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

        /// <summary>Whether a pin can end sleeps, tried before there is one: after it nobody would be told.</summary>
        /// <param name="pin">An RTC pin.</param>
        /// <returns>What is wrong, empty if nothing.</returns>
        public static string TryPin(int pin)
        {
            string problem;
            try
            {
                EspNativeError error = Sleep.EnableWakeupByPin(Bit(pin), 1);
                problem = error == EspNativeError.OK ? string.Empty : $"error {(int)error}";
            }
            catch (Exception e)
            {
                problem = e.Message.Length > 0 ? e.Message : "an exception";
            }

            return problem.Length == 0 ? string.Empty : $"Pin {pin} cannot end a sleep: {problem}; time does.";
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
                Sleep.EnableWakeupByPin(Bit(pin), whenHigh ? 1 : 0);
            }

            Sleep.StartDeepSleep();
        }

        private static Sleep.WakeupGpioPin Bit(int pin)
        {
            return (Sleep.WakeupGpioPin)((ulong)1 << pin);
        }
    }
}
