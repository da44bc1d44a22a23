namespace CameraNode
{
    /// <summary>The outputs that classes switch.</summary>
    public sealed class OutputPins
    {
        /// <summary>How many there may be.</summary>
        public const int Most = 8;

        private readonly OutputPin[] pins;

        /// <summary>Takes the outputs.</summary>
        public OutputPins(OutputPin[] pins)
        {
            this.pins = (OutputPin[])pins.Clone();
        }

        /// <summary>How many there are.</summary>
        public int Count
        {
            get { return pins.Length; }
        }

        /// <summary>One of them.</summary>
        /// <param name="index">0 .. Count - 1.</param>
        public OutputPin this[int index]
        {
            get { return pins[index]; }
        }

        /// <inheritdoc/>
        public override bool Equals(object? other)
        {
            return other is OutputPins && ToString() == other.ToString();
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return pins.Length;
        }

        /// <summary>The array as JSON has it.</summary>
        public override string ToString()
        {
            string text = "[";
            for (int i = 0; i < pins.Length; i++)
            {
                text += (i == 0 ? string.Empty : ",") + pins[i].ToString();
            }

            return text + "]";
        }
    }
}
