using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;

namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>A file read as a whole, and its hash.</summary>
internal sealed record SourceFile(string Path, byte[] Bytes)
{
    /// <summary>Far above any SqueezeNet; keeps a wrong file from filling the memory.</summary>
    private const long MaxBytes = 512L << 20;

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    public static SourceFile Read(string path, string? node = null, CancellationToken cancellation = default)
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                throw new ImportException(path, "the file does not exist", "Check the path", node);
            }

            if (file.Length is 0 or > MaxBytes)
            {
                string problem = file.Length == 0
                    ? "the file is empty"
                    : $"{file.Length} bytes are too many for a SqueezeNet";
                throw new ImportException(path, problem, Remedies.Damaged, node);
            }

            byte[] bytes = File.ReadAllBytesAsync(path, cancellation).GetAwaiter().GetResult();
            return LfsPointer.Describe(bytes) is string pointer
                ? throw new ImportException(path, pointer, LfsPointer.Remedy, node)
                : new SourceFile(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImportException(
                path, e.Message.TrimEnd('.'), "Check the path and its permissions", node, null, e);
        }
    }
}
