using System;

namespace CameraNode
{
    /// <summary>Settings that cannot be used. The message says where and why, and never repeats a secret.</summary>
    public sealed class SettingsException : ArgumentException
    {
        /// <summary>A setting is impossible, wherever it comes from.</summary>
        /// <param name="key">Its name in JSON, empty if a text as such is wrong.</param>
        /// <param name="message">What is wrong.</param>
        public SettingsException(string key, string message)
            : base(message)
        {
            Key = key;
        }

        /// <summary>The setting's name in JSON, empty if the text as such is wrong.</summary>
        public string Key { get; }
    }
}
