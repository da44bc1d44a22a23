namespace CameraNode
{
    /// <summary>An input whose change starts an image: a motion sensor, a button.</summary>
    public sealed class TriggerPin
    {
        internal const int LongestDebounce = 10000;

        internal static readonly string[] Edges = new string[] { "rising", "falling", "both" };

        internal static readonly string[] Pulls = new string[] { "none", "up", "down" };

        /// <summary>Names an input.</summary>
        /// <param name="pin">Its GPIO number.</param>
        public TriggerPin(int pin)
        {
            Pin = pin;
        }

        /// <summary>Its GPIO number.</summary>
        public int Pin { get; }

        /// <summary>Which change counts.</summary>
        public PinEdge Edge { get; set; }

        /// <summary>What holds its level.</summary>
        public PinPull Pull { get; set; }

        /// <summary>After a change, further ones do not count for so long.</summary>
        public int DebounceMilliseconds { get; set; } = 50;

        /// <inheritdoc/>
        public override bool Equals(object? other)
        {
            return other is TriggerPin && ToString() == other.ToString();
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return Pin;
        }

        /// <summary>The object as JSON has it.</summary>
        public override string ToString()
        {
            return new JsonText()
                .Add("pin", Pin)
                .Add("edge", Edges[(int)Edge])
                .Add("pull", Pulls[(int)Pull])
                .Add("debounceMilliseconds", DebounceMilliseconds)
                .ToString();
        }
    }
}
