using System;
using System.IO;

namespace SqueezeNet.Embedded
{
    /// <summary>Flash partitions of a desktop: files.</summary>
    internal static class DesktopPartition
    {
        /// <summary>Names the folder with the files [label].bin.</summary>
        public const string Variable = "SQNET_PARTITIONS";

        /// <summary>All bytes of a partition, or null if there is none.</summary>
        public static byte[]? Read(string label)
        {
            string? folder = Environment.GetEnvironmentVariable(Variable);
            string path = Path.Combine(folder ?? string.Empty, label + ".bin");
            return string.IsNullOrEmpty(folder) || !File.Exists(path) ? null : File.ReadAllBytes(path);
        }
    }
}
