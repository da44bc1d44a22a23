using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Reads JPEG, PNG, BMP and PNM images through libsqnet.</summary>
public static class ImageFile
{
    /// <summary>Most pixels of an image; larger ones are refused before they are decoded.</summary>
    public const int MaxPixels = 4096 * 4096;

    private const long MaxBytes = 64 << 20;

    private static readonly string[] extensions = [".jpg", ".jpeg", ".png", ".bmp", ".ppm", ".pgm", ".pnm"];

    /// <summary>Reads an image.</summary>
    /// <exception cref="ImageFileException">It is missing, unreadable, damaged or too large.</exception>
    public static RgbImage Read(string file)
    {
        byte[] bytes = ReadBytes(file);
        if (sqnet_host_decode(bytes, bytes.Length, MaxPixels, out int width, out int height, out IntPtr rgb) < 0)
        {
            string reason = Marshal.PtrToStringUTF8(sqnet_host_decode_reason()) ?? "unknown format";
            throw new ImageFileException(
                file, $"{reason}; JPEG, PNG, BMP and PNM up to 4096 x 4096 pixels can be read.");
        }

        try
        {
            byte[] pixels = new byte[width * height * 3];
            Marshal.Copy(rgb, pixels, 0, pixels.Length);
            return new RgbImage(width, height, pixels);
        }
        finally
        {
            sqnet_host_free(rgb);
        }
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
            return new FileInfo(file).Length <= MaxBytes
                ? File.ReadAllBytes(file)
                : throw new ImageFileException(file, $"is larger than {MaxBytes >> 20} MiB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(file, e is FileNotFoundException ? "no such file." : e.Message);
        }
    }

    [DllImport("sqnet")]
    private static extern int sqnet_host_decode(
        byte[] file, int size, int maxPixels, out int width, out int height, out IntPtr rgb);

    [DllImport("sqnet")]
    private static extern IntPtr sqnet_host_decode_reason();

    [DllImport("sqnet")]
    private static extern void sqnet_host_free(IntPtr rgb);
}
