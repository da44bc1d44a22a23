using System.Collections;

namespace CameraNode
{
    /// <summary>Some words in their order, as the value of a setting; two lists of the same words are equal.</summary>
    public sealed class WordList
    {
        private readonly string[] words;

        /// <summary>Makes a list.</summary>
        public WordList(string[] words)
        {
            this.words = words;
        }

        /// <summary>How many words there are.</summary>
        public int Count
        {
            get { return words.Length; }
        }

        /// <summary>Puts what was gathered into a list.</summary>
        /// <param name="texts">Strings.</param>
        public static WordList Of(ArrayList texts)
        {
            string[] words = new string[texts.Count];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = (string)texts[i]!;
            }

            return new WordList(words);
        }

        /// <summary>One of the words.</summary>
        public string Word(int index)
        {
            return words[index];
        }

        /// <inheritdoc/>
        public override bool Equals(object? other)
        {
            WordList? list = other as WordList;
            if (list == null || list.Count != Count)
            {
                return false;
            }

            for (int i = 0; i < words.Length; i++)
            {
                if (list.words[i] != words[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            return words.Length == 0 ? 0 : words.Length + words[0].GetHashCode();
        }
    }
}
