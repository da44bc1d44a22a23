using System;

namespace CameraNode
{
    /// <summary>
    /// A JSON text that cannot be read. The message says where and why, and never repeats what stands in quotes.
    /// </summary>
    public sealed class JsonReaderException : ArgumentException
    {
        /// <summary>A place in a text is wrong.</summary>
        /// <param name="name">The name whose value is wrong, empty if the text as such is.</param>
        /// <param name="line">Line from 1.</param>
        /// <param name="column">Column from 1, in UTF-16 units.</param>
        /// <param name="message">What is wrong.</param>
        public JsonReaderException(string name, int line, int column, string message)
            : base($"line {line}, column {column}: {message}")
        {
            Name = name;
            Line = line;
            Column = column;
        }

        /// <summary>The name whose value is wrong, empty if the text as such is.</summary>
        public string Name { get; }

        /// <summary>Line in the text from 1.</summary>
        public int Line { get; }

        /// <summary>Column in the text from 1, in UTF-16 units.</summary>
        public int Column { get; }
    }
}
