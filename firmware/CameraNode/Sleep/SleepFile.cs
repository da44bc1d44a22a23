using System;
using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Keeps a node's memory in two files in turn, each with a CRC: a power failure at any moment leaves the last one.
    /// Nothing throws: a node that cannot remember still works.
    /// </summary>
    public sealed class SleepFile
    {
        /// <summary>More classifications than this would be a long file.</summary>
        public const int MostWaiting = 100;

        private const int CrcLength = 8;

        private static readonly string[] names = new string[] { "sleep.a", "sleep.b" };

        private readonly ISettingsFiles files;
        private int generation;
        private int newest = -1;

        /// <summary>Makes a keeper.</summary>
        /// <param name="files">Where it keeps its files.</param>
        public SleepFile(ISettingsFiles files)
        {
            this.files = files;
        }

        /// <summary>The memory that was saved last, null if there is none.</summary>
        public SleepMemory? Load()
        {
            SleepMemory? found = null;
            newest = -1;
            for (int i = 0; i < names.Length; i++)
            {
                SleepMemory one = new SleepMemory();
                int its = TryRead(names[i], one);
                if (its > 0 && (newest < 0 || its > generation))
                {
                    found = one;
                    generation = its;
                    newest = i;
                }
            }

            return found;
        }

        /// <summary>Saves a memory in the place of the one before the last.</summary>
        /// <returns>What is wrong, empty if nothing.</returns>
        public string Save(SleepMemory memory)
        {
            int place = newest == 0 ? 1 : 0;
            try
            {
                // The text too: a hundred lines may be more than the heap has left.
                string body = SleepText.Write(memory, generation + 1);
                string text = Crc(body) + "\n" + body;
                files.Write(names[place], text);
                if (files.Read(names[place]) != text)
                {
                    return $"{names[place]} does not read back as it was written.";
                }
            }
            catch (Exception e)
            {
                return $"{names[place]}: {e.Message}";
            }

            newest = place;
            generation++;
            return string.Empty;
        }

        /// <summary>The generation of a file that is whole, else 0.</summary>
        private int TryRead(string name, SleepMemory memory)
        {
            try
            {
                if (!files.Exists(name))
                {
                    return 0;
                }

                string text = files.Read(name);
                if (text.Length <= CrcLength || text.Substring(0, CrcLength) != Crc(text.Substring(CrcLength + 1)))
                {
                    return 0;
                }

                return SleepText.Read(text.Substring(CrcLength + 1), memory);
            }
            catch (Exception)
            {
                // Whatever the file system throws: the other file is there for this.
                return 0;
            }
        }

        private static string Crc(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return JsonText.Hex(Crc32.Append(0, bytes, 0, bytes.Length));
        }
    }
}
