namespace CameraNode
{
    /// <summary>
    /// A setting that is one of some words; its value is the number of the word, as in an enumeration.
    /// </summary>
    public sealed class ChoiceSetting : Setting
    {
        private readonly string[] words;

        internal ChoiceSetting(string name, string[] words)
            : base(name, 0)
        {
            this.words = words;
        }

        /// <summary>How many words there are.</summary>
        public int Count
        {
            get { return words.Length; }
        }

        /// <summary>The word of a value.</summary>
        /// <param name="value">0 .. Count - 1.</param>
        public string Word(int value)
        {
            return words[value];
        }

        /// <summary>The value of a word, -1 if there is no such word.</summary>
        public int ValueOf(string word)
        {
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] == word)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Words as a sentence has them: a, b or c.</summary>
        internal static string Join(string[] words)
        {
            string all = words[0];
            for (int i = 1; i < words.Length; i++)
            {
                all += (i == words.Length - 1 ? " or " : ", ") + words[i];
            }

            return all;
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            int value = ValueOf(json.ReadText());
            if (value < 0)
            {
                throw json.Fault(json.ValueStart, MustBe());
            }

            return value;
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            int number = (int)value!;
            return number >= 0 && number < words.Length ? string.Empty : MustBe();
        }

        private string MustBe()
        {
            return $"{Name} must be {Join(words)}.";
        }
    }
}
