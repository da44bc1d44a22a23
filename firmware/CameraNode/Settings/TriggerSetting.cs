namespace CameraNode
{
    /// <summary>A setting that is an input pin, as an object; null for none.</summary>
    public sealed class TriggerSetting : Setting
    {
        internal TriggerSetting(string name)
            : base(name, null)
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return json.TryReadNull() ? null : PinReader.Trigger(json);
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            return value == null ? string.Empty : PinReader.Fault((TriggerPin)value);
        }
    }
}
