using System;
using System.Collections.Generic;
using System.IO;
using SqueezeNet.Embedded;

namespace CameraNode.Desktop
{
    /// <summary>Plays a folder's pictures in ordinal order of their names.</summary>
    public sealed class FolderCamera : ICamera
    {
        private static readonly string[] Extensions = { ".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pnm" };

        private readonly string folder;
        private readonly bool loop;
        private readonly Action<string> warn;
        private readonly List<string> files = new List<string>();
        private int next;
        private int readInPass;

        /// <summary>Opens a folder.</summary>
        /// <param name="folder">Its path.</param>
        /// <param name="loop">Whether to start again at the end.</param>
        /// <param name="warn">Is told which files cannot be read.</param>
        /// <exception cref="SimulatorException">There is no such folder, or no picture in it.</exception>
        public FolderCamera(string folder, bool loop, Action<string> warn)
        {
            this.folder = folder;
            this.loop = loop;
            this.warn = warn;
            int others = List();
            if (files.Count == 0)
            {
                throw new SimulatorException(
                    $"There is no picture in {folder}; put .jpg, .png, .bmp or .ppm files there.");
            }

            files.Sort(string.CompareOrdinal);
            if (others > 0)
            {
                warn($"{others} file(s) in {folder} are not pictures by name and are left out.");
            }
        }

        /// <inheritdoc/>
        public string FrameName { get; private set; } = string.Empty;

        /// <inheritdoc/>
        public int Restarts
        {
            get { return 0; }
        }

        /// <summary>Files that could not be read; one that is tried again counts again.</summary>
        public int Unreadable { get; private set; }

        /// <inheritdoc/>
        public Frame? Capture()
        {
            while (StartPass())
            {
                string name = files[next++];
                Frame? frame = TryRead(name);
                if (frame != null)
                {
                    readInPass++;
                    FrameName = name;
                    return frame;
                }
            }

            return null;
        }

        /// <inheritdoc/>
        public void Release(Frame frame)
        {
        }

        private int List()
        {
            int others = 0;
            try
            {
                foreach (string path in Directory.GetFiles(folder))
                {
                    string extension = Path.GetExtension(path).ToLowerInvariant();
                    if (Array.IndexOf(Extensions, extension) >= 0)
                    {
                        files.Add(Path.GetFileName(path));
                    }
                    else
                    {
                        others++;
                    }
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new SimulatorException($"The folder {folder} cannot be read: {e.Message}", e);
            }

            return others;
        }

        /// <summary>Goes back to the first file if it is time to.</summary>
        /// <returns>Whether there is a next file.</returns>
        private bool StartPass()
        {
            if (next < files.Count)
            {
                return true;
            }

            if (readInPass == 0)
            {
                throw new SimulatorException($"None of the {files.Count} picture(s) in {folder} can be read.");
            }

            if (!loop)
            {
                return false;
            }

            next = 0;
            readInPass = 0;
            return true;
        }

        private Frame? TryRead(string name)
        {
            try
            {
                return PictureFile.Read(Path.Combine(folder, name));
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is ImageException)
            {
                Unreadable++;
                warn($"{name} is skipped: {e.Message}");
                return null;
            }
        }
    }
}
