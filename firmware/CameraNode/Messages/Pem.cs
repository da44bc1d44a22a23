using System;

namespace CameraNode
{
    /// <summary>Certificates and keys as text.</summary>
    internal static class Pem
    {
        private const string Begin = "-----BEGIN ";

        /// <summary>The text itself, or that of the file that it names.</summary>
        /// <param name="key">Name of the setting, for the error.</param>
        /// <param name="setting">PEM or a path.</param>
        /// <exception cref="MessageException">There is no PEM there. What is there is not told.</exception>
        public static string Load(string key, string setting)
        {
            string text = setting.StartsWith(Begin) ? setting : ReadFile(key, setting);
            if (text.IndexOf(Begin) < 0)
            {
                throw new MessageException($"{key} is not in PEM: there is no line {Begin}...");
            }

            return text;
        }

        private static string ReadFile(string key, string path)
        {
            try
            {
                return new SettingsFolder(string.Empty).Read(path);
            }
            catch (Exception e)
            {
                throw new MessageException($"the file of {key} cannot be read: {e.Message.TrimEnd('.')}");
            }
        }
    }
}
