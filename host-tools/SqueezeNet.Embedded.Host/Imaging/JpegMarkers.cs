using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>What a JPEG file's markers tell, from the first to the last.</summary>
internal sealed class JpegMarkers
{
    private const int Prefix = 0xFF;
    private const int EndOfImage = 0xD9;
    private const int Application1 = 0xE1;

    private int precision;
    private int frame;

    private JpegMarkers()
    {
    }

    /// <summary>What a segment of EXIF data begins with.</summary>
    public static ReadOnlySpan<byte> ExifName => "Exif\0\0"u8;

    /// <summary>Where the first EXIF data are; empty without.</summary>
    public Range Exif { get; private set; }

    /// <summary>Whether there is an end of image; it is what a file loses first.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Huffman-coded or arithmetic-coded.</summary>
    public bool IsProgressive => frame is 0xC2 or 0xCA;

    /// <summary>What sort of JPEG this is, if it is one that libjpeg-turbo does not decode to 8 bits.</summary>
    public string? Rare => frame switch
    {
        0xC3 or 0xCB => "a lossless JPEG",
        0xF7 => "a JPEG-LS",
        >= 0xC5 => frame is 0xC9 or 0xCA ? Deep : "a hierarchical JPEG",
        _ => Deep,
    };

    private string? Deep => precision > 8 ? $"a JPEG of {precision} bits a sample" : null;

    /// <summary>Walks from marker to marker.</summary>
    public static JpegMarkers Find(ReadOnlySpan<byte> bytes)
    {
        JpegMarkers found = new();
        int at = 2;
        while (!found.HasEnd && (at = Next(bytes, at)) < bytes.Length)
        {
            int marker = bytes[at++];
            found.HasEnd = marker == EndOfImage;
            if (StandsAlone(marker))
            {
                continue;
            }

            if (IsFrame(marker) && found.frame == 0 && at + 2 < bytes.Length)
            {
                found.frame = marker;
                found.precision = bytes[at + 2];
            }

            int length = at + 1 < bytes.Length ? (bytes[at] << 8) | bytes[at + 1] : bytes.Length;
            bool isWhole = length >= 2 && length <= bytes.Length - at;
            if (marker == Application1 && isWhole && found.Exif.Equals(default)
                && bytes[(at + 2)..(at + length)].StartsWith(ExifName))
            {
                found.Exif = (at + 2 + ExifName.Length)..(at + length);
            }

            // Behind a scan's header follow its coefficients, in which Next finds no marker.
            at += length;
        }

        return found;
    }

    /// <summary>Where the next marker's second byte is; the length where there is none.</summary>
    private static int Next(ReadOnlySpan<byte> bytes, int at)
    {
        for (; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == Prefix && bytes[at + 1] is not (0 or Prefix))
            {
                return at + 1;
            }
        }

        return bytes.Length;
    }

    /// <summary>Restarts and the like, which have no length behind them.</summary>
    private static bool StandsAlone(int marker)
    {
        return marker is (>= 0xD0 and <= EndOfImage) or 0x01;
    }

    private static bool IsFrame(int marker)
    {
        return marker is (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) or 0xF7;
    }
}
