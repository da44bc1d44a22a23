using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Pixels as they are stored, and how they are to be turned.</summary>
internal sealed record DecodedImage(RgbImage Image, SKEncodedOrigin Origin);
