using System.Collections;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What a board has for its own use, and what is asked for twice.</summary>
    internal static class PinRules
    {
        // The highest RTC pin.
        private const int LastWakePin = 21;

        /// <summary>Pins with a say in how the S3 starts, of its USB and of its console.</summary>
        private static readonly int[] delicate = new int[] { 0, 3, 45, 46, 19, 20, 43, 44 };

        private static readonly string[] uses = new string[]
        {
            "sets how the chip starts", "sets how the chip starts", "sets how the chip starts",
            "sets how the chip starts", "is USB", "is USB", "is the console", "is the console",
        };

        /// <summary>Checks all pins that settings name.</summary>
        /// <exception cref="SettingsException">One of them cannot be used, or is used twice.</exception>
        public static void Check(NodeSettings settings)
        {
            ArrayList taken = new ArrayList();
            TriggerPin? trigger = settings.Trigger;
            if (trigger != null)
            {
                Take(settings, taken, PinSettings.Trigger, trigger.Pin);
                if (settings.SleepSeconds > 0 && trigger.Pin > LastWakePin)
                {
                    throw new SettingsException(
                        PinSettings.Trigger.Name,
                        $"Pin {trigger.Pin} cannot end a sleep; an RTC pin can: 0..{LastWakePin}.");
                }
            }

            if (settings.Lamp != null)
            {
                Take(settings, taken, PinSettings.Lamp, settings.Lamp.Pin);
            }

            for (int i = 0; i < settings.Outputs.Count; i++)
            {
                Take(settings, taken, PinSettings.Outputs, settings.Outputs[i].Pin);
            }
        }

        /// <summary>What should be known of the pins that settings name, empty if nothing.</summary>
        public static string Warning(NodeSettings settings)
        {
            string warning = settings.Trigger == null ? string.Empty : Delicate(settings.Trigger.Pin);
            warning += settings.Lamp == null ? string.Empty : Delicate(settings.Lamp.Pin);
            for (int i = 0; i < settings.Outputs.Count; i++)
            {
                warning += Delicate(settings.Outputs[i].Pin);
            }

            return warning.Trim();
        }

        private static string Delicate(int pin)
        {
            for (int i = 0; i < delicate.Length; i++)
            {
                if (delicate[i] == pin)
                {
                    return $" Pin {pin} {uses[i]}: see that nothing at it disturbs that.";
                }
            }

            return string.Empty;
        }

        private static void Take(NodeSettings settings, ArrayList taken, Setting setting, int pin)
        {
            string fault = BoardFault(settings.Board, pin);
            if (fault.Length == 0 && (taken.Contains(pin) || pin == settings.LedPin))
            {
                fault = $"Pin {pin} is used twice; "
                    + (pin == settings.LedPin ? "it is ledPin too (-1 for no light)." : "give each use its own.");
            }

            if (fault.Length > 0)
            {
                throw new SettingsException(setting.Name, fault);
            }

            taken.Add(pin);
        }

        private static string BoardFault(string board, int pin)
        {
            int[] camera = CameraBoards.Find(board).ToArray();
            for (int i = 0; i < camera.Length; i++)
            {
                if (camera[i] == pin)
                {
                    return $"Pin {pin} is the camera's on {board}.";
                }
            }

            return pin >= 22 && pin <= 25 ? $"Pin {pin} is not there on an ESP32-S3."
                : pin >= 26 && pin <= 37 ? $"Pin {pin} belongs to flash or PSRAM on {board}." : string.Empty;
        }
    }
}
