using System.Buffers.Binary;
using System.Text;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>Puts WebP files together from chunks.</summary>
internal static class WebPFile
{
    /// <summary>The extended format: what a plain file holds, with more around it.</summary>
    /// <param name="flags">8 for EXIF, 2 for an animation.</param>
    public static byte[] Extend(int width, int height, byte flags, byte[] chunks)
    {
        byte[] header = [flags, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];
        return Chunk("RIFF", [.. "WEBP"u8, .. Chunk("VP8X", header), .. chunks]);
    }

    /// <summary>An animation's image: the chunks of a plain file.</summary>
    public static byte[] Frame(int width, int height, byte[] chunks)
    {
        return Chunk(
            "ANMF", [0, 0, 0, 0, 0, 0, .. Three(width - 1), .. Three(height - 1), 100, 0, 0, 2, .. chunks]);
    }

    public static byte[] Chunk(string name, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. data, .. new byte[data.Length & 1]];
    }

    private static byte[] Three(int value)
    {
        return [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
    }
}
