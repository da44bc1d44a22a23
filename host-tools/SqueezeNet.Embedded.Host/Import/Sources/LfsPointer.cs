using System;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>What git leaves in place of a file that Git LFS keeps elsewhere: three lines of text.</summary>
public static class LfsPointer
{
    /// <summary>What to do about one.</summary>
    public const string Remedy = "Fetch the file itself with: git lfs pull";

    private const int MaxBytes = 1024;

    /// <summary>What these bytes are, if they are such a pointer; else null.</summary>
    /// <param name="bytes">All bytes of a file.</param>
    public static string? Describe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes || !bytes.StartsWith("version https://git-lfs.github.com/spec/"u8))
        {
            return null;
        }

        string? size = Encoding.UTF8.GetString(bytes).Split('\n')
            .Where(line => line.StartsWith("size ", StringComparison.Ordinal))
            .Select(line => line[5..].Trim())
            .FirstOrDefault(text => text.Length > 0 && text.All(char.IsAsciiDigit));
        return size is null
            ? "this is a Git LFS pointer, not the file"
            : $"this is a Git LFS pointer to a file of {size} bytes, not the file";
    }
}
