namespace CameraNode
{
    /// <summary>A setting that is true or false, and false where it is not given.</summary>
    public sealed class FlagSetting : Setting
    {
        internal FlagSetting(string name)
            : base(name, false)
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.ReadFlag();
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            return string.Empty;
        }
    }
}
