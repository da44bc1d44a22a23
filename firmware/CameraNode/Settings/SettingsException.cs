using System;

namespace CameraNode
{
    /// <summary>Settings that cannot be used. The message says where and why, and never repeats a secret.</summary>
    public class SettingsException : ArgumentException
    {
        /// <summary>A setting is impossible, wherever it comes from.</summary>
        /// <param name="key">Its name in JSON.</param>
        /// <param name="message">What is wrong.</param>
        public SettingsException(string key, string message)
            : base(message)
        {
            Key = key;
        }

        /// <summary>A place in a JSON text is wrong.</summary>
        public SettingsException(string key, int line, int column, string message)
            : base($"line {line}, column {column}: {message}")
        {
            Key = key;
            Line = line;
            Column = column;
        }

        /// <summary>The setting's name in JSON, empty if the text as such is wrong.</summary>
        public string Key { get; }

        /// <summary>Line in the JSON text from 1, 0 if there is none.</summary>
        public int Line { get; }

        /// <summary>Column in the JSON text from 1, in UTF-16 units; 0 if there is none.</summary>
        public int Column { get; }
    }
}
