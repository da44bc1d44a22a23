using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads JPEG, PNG, WebP, GIF, BMP and PNM images.</summary>
public static class ImageFile
{
    /// <summary>Most pixels of an image; larger ones are refused before they are decoded.</summary>
    public const int MaxPixels = 4096 * 4096;

    private static readonly string[] extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pnm"];

    /// <summary>Reads an image.</summary>
    /// <exception cref="ImageFileException">It is missing, unreadable, damaged or too large.</exception>
    public static RgbImage Read(string file)
    {
        byte[] bytes = ReadBytes(file);
        return PnmReader.Knows(bytes) ? PnmReader.Read(file, bytes) : SkiaReader.Read(file, bytes);
    }

    /// <summary>Image files of a folder and its sub-folders, in ordinal order of their paths.</summary>
    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ImageFileException(folder, "no such folder.");
        }

        List<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .OrderBy(file => file, StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new ImageFileException(folder, $"holds no images ({string.Join(", ", extensions)}).");
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return new FileInfo(file).Length <= ImageLimits.MaxBytes
                ? File.ReadAllBytes(file)
                : throw new ImageFileException(file, $"is larger than {ImageLimits.MaxBytes >> 20} MiB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(file, e is FileNotFoundException ? "no such file." : e.Message);
        }
    }
}
