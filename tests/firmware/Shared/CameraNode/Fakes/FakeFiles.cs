using System;
using System.Collections;

namespace CameraNode.Tests
{
    /// <summary>Files in memory, with power failures.</summary>
    internal sealed class FakeFiles : ISettingsFiles
    {
        private readonly Hashtable files = new Hashtable();

        /// <summary>How many further changes happen before the power fails; -1 for all.</summary>
        public int PowerLasts { get; set; } = -1;

        /// <summary>Whether a write that the power failure hits leaves half of the text.</summary>
        public bool TearsWrites { get; set; }

        /// <summary>Whether every access fails.</summary>
        public bool IsBroken { get; set; }

        public bool Exists(string name)
        {
            RequireWorking();
            return files.Contains(name);
        }

        public string Read(string name)
        {
            RequireWorking();
            return (string?)files[name] ?? throw new InvalidOperationException("no such file");
        }

        public void Write(string name, string text)
        {
            if (PowerLasts == 0 && TearsWrites)
            {
                files[name] = text.Substring(0, text.Length / 2);
            }

            Spend();
            files[name] = text;
        }

        public void Move(string name, string newName)
        {
            Spend();
            if (files.Contains(newName) || !files.Contains(name))
            {
                throw new InvalidOperationException("cannot be renamed");
            }

            files[newName] = files[name];
            files.Remove(name);
        }

        public void Delete(string name)
        {
            Spend();
            files.Remove(name);
        }

        private void Spend()
        {
            RequireWorking();
            if (PowerLasts == 0)
            {
                throw new InvalidOperationException("power failure");
            }

            PowerLasts -= PowerLasts > 0 ? 1 : 0;
        }

        private void RequireWorking()
        {
            if (IsBroken)
            {
                throw new InvalidOperationException("the file system is broken");
            }
        }
    }
}
