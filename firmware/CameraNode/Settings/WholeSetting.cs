namespace CameraNode
{
    /// <summary>A setting that is a whole number.</summary>
    public sealed class WholeSetting : Setting
    {
        internal WholeSetting(string name, int standard, int least, int most)
            : base(name, standard)
        {
            Least = least;
            Most = most;
        }

        /// <summary>The least possible value.</summary>
        public int Least { get; }

        /// <summary>The greatest possible value.</summary>
        public int Most { get; }

        /// <summary>What lies between two possible values.</summary>
        public int Step { get; internal set; } = 1;

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.ReadWhole();
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            int whole = (int)value!;
            if (whole >= Least && whole <= Most && (whole - Least) % Step == 0)
            {
                return string.Empty;
            }

            string steps = Step > 1 ? $" in steps of {Step}" : string.Empty;
            return $"{Name} is {whole}; it must be {Least}..{Most}{steps}.";
        }
    }
}
