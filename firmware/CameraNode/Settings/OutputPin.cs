namespace CameraNode
{
    /// <summary>An output that is switched on for a while: for a class, or for the camera's light.</summary>
    public sealed class OutputPin
    {
        /// <summary>Names an output.</summary>
        /// <param name="pin">Its GPIO number.</param>
        /// <param name="label">The class that switches it; empty for the light, which belongs to none.</param>
        /// <param name="milliseconds">For how long it is on; of the light, how long before the image.</param>
        public OutputPin(int pin, string label, int milliseconds)
        {
            Pin = pin;
            Label = label;
            Milliseconds = milliseconds;
        }

        /// <summary>Its GPIO number.</summary>
        public int Pin { get; }

        /// <summary>The class that switches it; empty for the light.</summary>
        public string Label { get; }

        /// <summary>For how long it is on; of the light, how long before the image.</summary>
        public int Milliseconds { get; }

        /// <summary>Whether a low level switches it on.</summary>
        public bool ActiveLow { get; set; }

        /// <inheritdoc/>
        public override bool Equals(object? other)
        {
            return other is OutputPin && ToString() == other.ToString();
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return Pin;
        }

        /// <summary>The object as JSON has it.</summary>
        public override string ToString()
        {
            JsonText text = new JsonText().Add("pin", Pin);
            if (Label.Length > 0)
            {
                text.Add("label", Label);
            }

            return text.Add("milliseconds", Milliseconds).Add("activeLow", ActiveLow).ToString();
        }
    }
}
