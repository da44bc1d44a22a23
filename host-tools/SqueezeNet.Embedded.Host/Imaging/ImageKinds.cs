using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Tells formats by how files begin, whatever they are called.</summary>
internal static class ImageKinds
{
    /// <summary>What files are called that are taken for images, in lower case.</summary>
    public static readonly IReadOnlyList<string> Extensions =
    [
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".gif", ".bmp", ".dib", ".pnm", ".ppm", ".pgm",
        ".pbm",
    ];

    /// <summary>What images are called that are not read.</summary>
    public static readonly IReadOnlyList<string> Unreadable =
    [
        ".heic", ".heif", ".avif", ".tif", ".tiff", ".jxl", ".jp2", ".j2k", ".jxr", ".dng", ".cr2", ".cr3", ".nef",
        ".arw", ".raf", ".orf", ".rw2", ".psd", ".xcf", ".svg", ".ico", ".tga", ".pam", ".pfm", ".exr", ".hdr",
    ];

    /// <summary>For messages.</summary>
    public const string Readable = "JPEG, PNG, WebP, GIF, BMP and PNM";

    private static readonly (string Start, string Name)[] others =
    [
        ("II*\0", "a TIFF file, or a camera's raw one"),
        ("MM\0*", "a TIFF file, or a camera's raw one"),
        ("????ftypavi", "an AVIF file"),
        ("????ftyp", "a HEIC file, or a video"),
        ("\0\0\0\fJXL ", "a JPEG XL file"),
        ("\u00FF\n", "a JPEG XL file"),
        ("\0\0\0\fjP  ", "a JPEG 2000 file"),
        ("8BPS", "a Photoshop document"),
        ("\0\0\u0001\0", "an icon"),
        ("P7\n", "a PAM file (P7)"),
        ("PF", "a PFM file of floats"),
        ("Pf", "a PFM file of floats"),
        ("%PDF", "a PDF document"),
        ("PK\u0003\u0004", "a zip archive"),
        ("\u001F\u008B", "a gzip archive"),
        ("SQNT", "a model blob"),
        ("<", "a text of HTML, SVG or XML"),
    ];

    /// <summary>The format of a file.</summary>
    public static ImageKind Of(ReadOnlySpan<byte> bytes)
    {
        return Starts(bytes, "\u00FF\u00D8\u00FF") ? ImageKind.Jpeg
            : Starts(bytes, "\u0089PNG\r\n\u001A\n") ? ImageKind.Png
            : Starts(bytes, "RIFF????WEBP") ? ImageKind.WebP
            : Starts(bytes, "GIF8") ? ImageKind.Gif
            : Starts(bytes, "BM") ? ImageKind.Bmp
            : PnmReader.Knows(bytes) ? ImageKind.Pnm
            : ImageKind.Unknown;
    }

    /// <summary>Says what a file of no such format is, and what to do.</summary>
    public static ImageFileException Refuse(string file, byte[] bytes)
    {
        if (Starts(bytes, "version https://git-lfs"))
        {
            return new ImageFileException(
                file, "is a pointer of Git LFS instead of the image; fetch it with: git lfs pull");
        }

        string? name = others.FirstOrDefault(other => Starts(bytes, other.Start)).Name;
        string what = bytes.Length == 0 ? "is empty" : name is null ? "is no image by its first bytes" : $"is {name}";
        string remedy = name is null ? "copy it again" : "convert it to JPEG or PNG";
        return new ImageFileException(file, $"{what}; {Readable} can be read: {remedy}.");
    }

    /// <summary>Question marks stand for any byte.</summary>
    private static bool Starts(ReadOnlySpan<byte> bytes, string start)
    {
        byte[] wanted = Encoding.Latin1.GetBytes(start);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (i >= bytes.Length || (bytes[i] != wanted[i] && wanted[i] != (byte)'?'))
            {
                return false;
            }
        }

        return true;
    }
}
