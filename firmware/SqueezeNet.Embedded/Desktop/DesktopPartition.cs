using System;
using System.IO;

namespace SqueezeNet.Embedded
{
    /// <summary>Flash partitions of a desktop: files.</summary>
    internal static class DesktopPartition
    {
        /// <summary>Names the folder with the files [label].bin.</summary>
        public const string Variable = "SQNET_PARTITIONS";

        private const int LongestLabel = 16;

        /// <summary>All bytes of a partition, or null if there is none.</summary>
        public static byte[]? Read(string label)
        {
            string? folder = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(folder) || !IsLabel(label))
            {
                return null;
            }

            string path = Path.Combine(folder, label + ".bin");
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }

        /// <summary>A label must not lead out of the folder.</summary>
        private static bool IsLabel(string label)
        {
            return label.Length > 0 && label.Length <= LongestLabel && label[0] != '.' && label.IndexOf('/') < 0;
        }
    }
}
