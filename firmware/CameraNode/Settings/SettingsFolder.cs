using System.IO;
using System.Text;

namespace CameraNode
{
    /// <summary>A folder of a file system; on a device <c>I:\</c>, the internal flash.</summary>
    public sealed class SettingsFolder : ISettingsFiles
    {
        private const long LongestFile = 32768;

        private readonly string folder;

        /// <summary>Names a folder.</summary>
        /// <param name="folder">With the separator at its end, for example <c>I:\</c>.</param>
        public SettingsFolder(string folder)
        {
            this.folder = folder;
        }

        /// <inheritdoc/>
        public bool Exists(string name)
        {
            return File.Exists(folder + name);
        }

        /// <inheritdoc/>
        public string Read(string name)
        {
            using FileStream file = new FileStream(folder + name, FileMode.Open, FileAccess.Read);
            if (file.Length > LongestFile)
            {
                throw new IOException($"{folder}{name} has {file.Length} bytes; settings have {LongestFile} at most.");
            }

            byte[] bytes = new byte[(int)file.Length];
            int length = 0;
            int read = 1;
            while (read > 0 && length < bytes.Length)
            {
                read = file.Read(bytes, length, bytes.Length - length);
                length += read;
            }

            return Encoding.UTF8.GetString(bytes, 0, length);
        }

        /// <inheritdoc/>
        public void Write(string name, string text)
        {
            using FileStream file = new FileStream(folder + name, FileMode.Create, FileAccess.Write);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            file.Write(bytes, 0, bytes.Length);
            file.Flush();
        }

        /// <inheritdoc/>
        public void Move(string name, string newName)
        {
            File.Move(folder + name, folder + newName);
        }

        /// <inheritdoc/>
        public void Delete(string name)
        {
            File.Delete(folder + name);
        }
    }
}
