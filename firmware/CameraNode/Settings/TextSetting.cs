using System.Text;

namespace CameraNode
{
    /// <summary>A setting that is a text.</summary>
    public sealed class TextSetting : Setting
    {
        internal TextSetting(string name, string? standard)
            : base(name, standard)
        {
        }

        /// <summary>Whether it may be missing: null.</summary>
        public bool IsOptional
        {
            get { return Default == null; }
        }

        /// <summary>Most bytes in UTF-8, 0 for any number.</summary>
        public int MostBytes { get; internal set; }

        /// <summary>Who allows no more bytes.</summary>
        public string Limiter { get; internal set; } = string.Empty;

        /// <summary>What to do about an empty text; empty if it may be empty.</summary>
        public string IfEmpty { get; internal set; } = string.Empty;

        /// <summary>Characters that it must not contain, as a part of an MQTT topic; empty if it is none.</summary>
        public string Forbidden { get; internal set; } = string.Empty;

        /// <summary>Whether such a part of a topic may be empty all the same.</summary>
        public bool MayBeEmpty { get; internal set; }

        /// <summary>Whether it is the name of a broker.</summary>
        public bool IsBroker { get; internal set; }

        /// <summary>Whether it is a part of an MQTT topic.</summary>
        private bool IsTopicPart
        {
            get { return Forbidden.Length > 0; }
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return IsOptional && json.TryReadNull() ? null : json.ReadText();
        }

        /// <inheritdoc/>
        internal override string Warning(object? value, string name)
        {
            return IsTopicPart && value != null ? TopicText.Warning(name, (string)value) : string.Empty;
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            string text = value == null ? string.Empty : (string)value;
            if (MostBytes > 0 && Encoding.UTF8.GetBytes(text).Length > MostBytes)
            {
                return $"{Name} is longer than the {MostBytes} bytes that {Limiter} allows.";
            }

            if (IfEmpty.Length > 0 && text.Length == 0)
            {
                return $"{Name} is empty; {IfEmpty}.";
            }

            if (IsTopicPart && !(MayBeEmpty && text.Length == 0))
            {
                return TopicText.Fault(Name, text, Forbidden);
            }

            return IsBroker ? BrokerName.Fault(Name, text) : string.Empty;
        }
    }
}
