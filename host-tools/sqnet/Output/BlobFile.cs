using System;
using System.IO;
using System.Text;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Tells blobs from models.</summary>
internal static class BlobFile
{
    /// <summary>Whether a path names a blob; anything else is taken for a model.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
        {
            // Whoever names a model should be told about models.
            return Path.GetExtension(path).Equals(".sqnt", StringComparison.OrdinalIgnoreCase);
        }

        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[4];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && Encoding.ASCII.GetString(start) == "SQNT";
    }
}
