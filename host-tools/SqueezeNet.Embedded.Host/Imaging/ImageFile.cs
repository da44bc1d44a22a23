using System;
using System.IO;
using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// Reads JPEG, PNG, WebP, GIF, BMP and PNM images, told by their first bytes; docs/images.md says how exactly.
/// </summary>
public static class ImageFile
{
    /// <summary>The library that decodes images, with its version: another one may give other pixels.</summary>
    public static string Decoder { get; } =
        $"SkiaSharp {typeof(SKCodec).Assembly.GetName().Version?.ToString(3)} (libjpeg-turbo)";

    /// <summary>Reads an image. If a side is longer than 4096 pixels, both are made shorter, by a power of 2.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="ImageFileException">It is missing, unreadable, damaged or too large.</exception>
    public static RgbImage Read(string file, ImageOptions? options = null)
    {
        return Read(file, ReadBytes(file), options);
    }

    /// <summary>
    /// Image files of a folder and its sub-folders, in ordinal order of their paths. They are not opened.
    /// </summary>
    /// <param name="folder">Its path.</param>
    /// <exception cref="ImageFileException">There is no such folder, or no image in it.</exception>
    public static ImageFolder Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ImageFileException(folder, "no such folder.");
        }

        ImageFolder found = ImageFolder.Of(folder);
        string others = found.Skipped.Count == 0 ? string.Empty : $"; {found.Summary}";
        return found.Files.Count > 0
            ? found
            : throw new ImageFileException(
                folder, $"holds no images ({string.Join(", ", ImageKinds.Extensions)}){others}.");
    }

    /// <summary>Reads an image and takes what it is recognised by.</summary>
    /// <exception cref="ImageFileException">It is missing, unreadable, damaged or too large.</exception>
    internal static (RgbImage Image, ImagePrint Print) ReadWithPrint(string file, ImageOptions options)
    {
        byte[] bytes = ReadBytes(file);
        RgbImage image = Read(file, bytes, options);
        return (image, ImagePrint.Of(file, bytes, image));
    }

    /// <summary>Reads an image that has come some other way.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="ImageFileException">It is damaged or too large.</exception>
    internal static RgbImage Read(string file, byte[] bytes, ImageOptions? options)
    {
        DecodedImage decoded = Decode(file, bytes);
        RgbImage image = decoded.Image.Within(ImageLimits.MaxSide);
        return options?.AppliesOrientation == false ? image : image.Upright(decoded.Origin);
    }

    private static DecodedImage Decode(string file, byte[] bytes)
    {
        ImageKind kind = ImageKinds.Of(bytes);
        return kind switch
        {
            ImageKind.Jpeg => JpegReader.Read(file, bytes),
            ImageKind.Png => PngReader.Read(file, bytes),
            ImageKind.Bmp => BmpReader.Read(file, bytes),
            ImageKind.Pnm => new DecodedImage(PnmReader.Read(file, bytes), SKEncodedOrigin.TopLeft),
            ImageKind.Unknown => throw ImageKinds.Refuse(file, bytes),
            _ => DecodeFirst(file, bytes, kind),
        };
    }

    /// <summary>GIF and WebP; of those that move, the first image.</summary>
    private static DecodedImage DecodeFirst(string file, byte[] bytes, ImageKind kind)
    {
        using SkiaCodec codec = SkiaCodec.Open(file, bytes, kind);
        ImageLimits.Require(file, codec.Width, codec.Height);
        return new DecodedImage(codec.Decode(), codec.Origin);
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return new FileInfo(file).Length <= ImageLimits.MaxBytes
                ? File.ReadAllBytes(file)
                : throw new ImageFileException(
                    file, $"is larger than {ImageLimits.MaxBytes >> 20} MiB; scale it down.")
                {
                    IsTooLarge = true,
                };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string problem = Directory.Exists(file) ? "is a folder; name the images in it."
                : e is FileNotFoundException or DirectoryNotFoundException ? "no such file." : e.Message;
            throw new ImageFileException(file, problem);
        }
    }
}
