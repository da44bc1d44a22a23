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

        /// <summary>Whether it is the name of a broker.</summary>
        public bool IsBroker { get; internal set; }

        /// <summary>Whether it may be several levels of an MQTT topic, with '/' between them.</summary>
        public bool HasLevels
        {
            get { return Forbidden.Length > 0 && Forbidden.IndexOf('/') < 0; }
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            return IsOptional && json.TryReadNull() ? null : json.ReadText();
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

            if (Forbidden.Length > 0 && !IsTopicPart(text))
            {
                return $"{Name} must not be empty or contain {ForbiddenWords()}.";
            }

            return IsBroker ? BrokerName.Fault(Name, text) : HasLevels ? EndFault(text) : string.Empty;
        }

        private string EndFault(string text)
        {
            return text[text.Length - 1] == '/'
                ? $"{Name} must not end with '/', since one follows it in topics: {text}/...; leave it out."
                : string.Empty;
        }

        private bool IsTopicPart(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\0' || Forbidden.IndexOf(text[i]) >= 0)
                {
                    return false;
                }
            }

            return text.Length > 0;
        }

        private string ForbiddenWords()
        {
            string[] words = new string[Forbidden.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = $"'{Forbidden[i]}'";
            }

            return ChoiceSetting.Join(words);
        }
    }
}
