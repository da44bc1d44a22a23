namespace CameraNode
{
    /// <summary>A setting that is a probability, or a difference of two: a number from 0 to 1.</summary>
    public sealed class NumberSetting : Setting
    {
        internal NumberSetting(string name, float standard)
            : base(name, standard)
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return (float)json.ReadNumber();
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            float number = (float)value!;
            return number >= 0 && number <= 1 ? string.Empty : $"{Name} must be 0..1.";
        }
    }
}
