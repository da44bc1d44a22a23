namespace CameraNode
{
    /// <summary>Reads pins from JSON, and says where one is wrong.</summary>
    internal static class PinReader
    {
        private const int LongestPulse = 3600000;

        private const int HighestPin = 48;

        /// <summary>Reads a trigger.</summary>
        public static TriggerPin Trigger(JsonReader json)
        {
            int place = json.ValueStart;
            TriggerPin read = new TriggerPin(-1);
            json.BeginObject();
            string? name = json.NextName();
            while (name != null)
            {
                switch (name)
                {
                    case "pin":
                        read = new TriggerPin(json.ReadWhole())
                        {
                            Edge = read.Edge,
                            Pull = read.Pull,
                            DebounceMilliseconds = read.DebounceMilliseconds,
                        };
                        break;
                    case "edge":
                        read.Edge = (PinEdge)Word(json, name, TriggerPin.Edges);
                        break;
                    case "pull":
                        read.Pull = (PinPull)Word(json, name, TriggerPin.Pulls);
                        break;
                    case "debounceMilliseconds":
                        read.DebounceMilliseconds = json.ReadWhole();
                        break;
                    default:
                        throw Unknown(json, name, "pin, edge, pull and debounceMilliseconds");
                }

                name = json.NextName();
            }

            Require(json, place, Fault(read));
            return read;
        }

        /// <summary>Reads an output: with a label, or the light's.</summary>
        public static OutputPin Output(JsonReader json, bool isLabelled)
        {
            int place = json.ValueStart;
            int pin = -1;
            string label = string.Empty;
            int milliseconds = isLabelled ? 500 : 0;
            bool activeLow = false;
            json.BeginObject();
            string? name = json.NextName();
            while (name != null)
            {
                if (name == "pin")
                {
                    pin = json.ReadWhole();
                }
                else if (name == "label" && isLabelled)
                {
                    label = json.ReadText();
                }
                else if (name == "milliseconds")
                {
                    milliseconds = json.ReadWhole();
                }
                else if (name == "activeLow")
                {
                    activeLow = json.ReadFlag();
                }
                else
                {
                    throw Unknown(json, name, (isLabelled ? "pin, label" : "pin") + ", milliseconds and activeLow");
                }

                name = json.NextName();
            }

            OutputPin read = new OutputPin(pin, label, milliseconds) { ActiveLow = activeLow };
            Require(json, place, Fault(read, isLabelled));
            return read;
        }

        /// <summary>What is wrong with a trigger by itself, empty if nothing.</summary>
        public static string Fault(TriggerPin trigger)
        {
            int debounce = trigger.DebounceMilliseconds;
            return debounce < 0 || debounce > TriggerPin.LongestDebounce
                ? $"debounceMilliseconds is {debounce}; it must be 0..{TriggerPin.LongestDebounce}."
                : PinFault(trigger.Pin);
        }

        /// <summary>What is wrong with an output by itself, empty if nothing.</summary>
        public static string Fault(OutputPin output, bool isLabelled)
        {
            if (isLabelled && output.Label.Length == 0)
            {
                return $"The output at pin {output.Pin} has no label; give the class that switches it.";
            }

            int least = isLabelled ? 1 : 0;
            return output.Milliseconds < least || output.Milliseconds > LongestPulse
                ? $"milliseconds is {output.Milliseconds}; it must be {least}..{LongestPulse}."
                : PinFault(output.Pin);
        }

        /// <summary>Ends the reading if something is wrong.</summary>
        public static void Require(JsonReader json, int place, string fault)
        {
            if (fault.Length > 0)
            {
                throw json.Fault(place, fault);
            }
        }

        private static string PinFault(int pin)
        {
            return pin < 0 || pin > HighestPin
                ? $"pin is {(pin == -1 ? "missing" : pin.ToString())}; it must be 0..{HighestPin}." : string.Empty;
        }

        private static int Word(JsonReader json, string name, string[] words)
        {
            string text = json.ReadText();
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] == text)
                {
                    return i;
                }
            }

            throw json.Fault(json.ValueStart, $"{name} must be {ChoiceSetting.Join(words)}.");
        }

        private static JsonReaderException Unknown(JsonReader json, string name, string known)
        {
            return json.Fault(json.NameStart, $"There is no {SettingNames.Shown(name)} here; there are {known}.");
        }
    }
}
