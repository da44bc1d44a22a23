using System.Collections;
using System.Text;

namespace CameraNode
{
    /// <summary>A setting that is a list of words, and empty where it is not given.</summary>
    public sealed class WordsSetting : Setting
    {
        /// <summary>Most words.</summary>
        public const int MostWords = 32;

        /// <summary>Most bytes of a word in UTF-8.</summary>
        public const int MostBytes = 64;

        internal WordsSetting(string name)
            : base(name, new WordList(new string[0]))
        {
        }

        /// <inheritdoc/>
        internal override object? Read(JsonReader json)
        {
            ArrayList words = new ArrayList();
            json.BeginArray();
            while (json.NextItem())
            {
                words.Add(json.ReadText());
            }

            return WordList.Of(words);
        }

        /// <inheritdoc/>
        internal override string Fault(object? value)
        {
            WordList words = (WordList)value!;
            if (words.Count > MostWords)
            {
                return $"{Name} has {words.Count} words; there may be {MostWords}.";
            }

            for (int i = 0; i < words.Count; i++)
            {
                string fault = Fault(words, i);
                if (fault.Length > 0)
                {
                    return fault;
                }
            }

            return string.Empty;
        }

        private string Fault(WordList words, int index)
        {
            string word = words.Word(index);
            if (word.Length == 0 || Encoding.UTF8.GetBytes(word).Length > MostBytes)
            {
                return $"Word {index + 1} of {Name} must have 1..{MostBytes} bytes.";
            }

            for (int i = 0; i < index; i++)
            {
                if (words.Word(i) == word)
                {
                    return $"Word {index + 1} of {Name} is there already.";
                }
            }

            return string.Empty;
        }
    }
}
