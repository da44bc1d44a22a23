namespace CameraNode
{
    /// <summary>A setting that is the output pin of the camera's light, as an object; null for none.</summary>
    public sealed class LampSetting : Setting
    {
        internal LampSetting(string name)
            : base(name, null)
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.TryReadNull() ? null : PinReader.Output(json, false);
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            return value == null ? string.Empty : PinReader.Fault((OutputPin)value, false);
        }
    }
}
