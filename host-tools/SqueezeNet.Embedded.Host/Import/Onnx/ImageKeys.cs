using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>Keys and values of ONNX's MetadataProps.md. Their case does not matter.</summary>
internal static class ImageKeys
{
    public const string Format = "Image.BitmapPixelFormat";
    public const string Gamma = "Image.ColorSpaceGamma";
    public const string Range = "Image.NominalPixelRange";

    public static string[] Formats { get; } = ["Gray8", "Rgb8", "Bgr8", "Rgba8", "Bgra8"];

    public static string[] Gammas { get; } = ["Linear", "SRGB"];

    public static string[] Ranges { get; } =
        ["NominalRange_0_255", "Normalized_0_1", "Normalized_1_1", "NominalRange_16_235"];

    /// <summary>Whether a key speaks of images.</summary>
    public static bool IsOfImages(string key)
    {
        return key.StartsWith("Image.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a key speaks of images, but is none of these.</summary>
    public static bool IsUnknown(string key)
    {
        return IsOfImages(key)
            && !new[] { Format, Gamma, Range }.Contains(key, StringComparer.OrdinalIgnoreCase);
    }
}
