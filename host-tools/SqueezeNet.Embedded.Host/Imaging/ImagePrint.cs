using System;
using System.Security.Cryptography;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>What an image file is recognised by: its path, its bytes and how it looks.</summary>
/// <param name="File">The path that it was read from.</param>
/// <param name="Path">Where that leads to.</param>
/// <param name="Hash">SHA-256 of the bytes.</param>
internal sealed record ImagePrint(string File, string Path, string Hash, ImageLook Look)
{
    /// <summary>When it was taken by its EXIF data, on the camera's clock; null if they do not say.</summary>
    public DateTime? Taken { get; init; }

    /// <summary>Takes the print of an image.</summary>
    public static ImagePrint Of(string file, byte[] bytes, RgbImage image)
    {
        return new ImagePrint(
            file, RealPath.Of(file), Convert.ToHexString(SHA256.HashData(bytes)), ImageLook.Of(image))
        {
            Taken = ExifTime.Of(bytes),
        };
    }
}
