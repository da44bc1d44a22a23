using System.Collections;

namespace CameraNode
{
    /// <summary>A setting that is an array of output pins.</summary>
    public sealed class OutputsSetting : Setting
    {
        internal OutputsSetting(string name)
            : base(name, new OutputPins(new OutputPin[0]))
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            ArrayList pins = new ArrayList();
            json.BeginArray();
            while (json.NextItem())
            {
                PinReader.Require(
                    json, json.ValueStart, pins.Count < OutputPins.Most ? string.Empty : TooMany(pins.Count + 1));
                pins.Add(PinReader.Output(json, true));
            }

            return new OutputPins((OutputPin[])pins.ToArray(typeof(OutputPin)));
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            OutputPins pins = (OutputPins)value!;
            for (int i = 0; i < pins.Count; i++)
            {
                string fault = PinReader.Fault(pins[i], true);
                if (fault.Length > 0)
                {
                    return fault;
                }
            }

            return pins.Count <= OutputPins.Most ? string.Empty : TooMany(pins.Count);
        }

        private string TooMany(int count)
        {
            return $"{Name} has {count} pins; there may be {OutputPins.Most}.";
        }
    }
}
