using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Whether a file is the pinned one.</summary>
internal static class Hashing
{
    /// <summary>Lower-case hexadecimal SHA-256 of a file.</summary>
    public static async Task<string> Sha256(string path, CancellationToken cancellation)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    /// <summary>Whether a file exists and is the pinned one.</summary>
    public static async Task<bool> IsModel(string path, PublicModel model, CancellationToken cancellation)
    {
        return File.Exists(path) && new FileInfo(path).Length == model.Bytes
            && await Sha256(path, cancellation) == model.Sha256;
    }
}
