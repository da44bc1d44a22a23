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

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.ReadWhole();
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            int whole = (int)value!;
            return whole >= Least && whole <= Most ? string.Empty : $"{Name} is {whole}; it must be {Least}..{Most}.";
        }
    }
}
