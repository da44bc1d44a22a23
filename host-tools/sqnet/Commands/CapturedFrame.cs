using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A frame that may become a photo.</summary>
/// <param name="Image">Its pixels.</param>
/// <param name="Bytes">The file that it came as; null for pixels alone.</param>
/// <param name="Extension">What that file's name ends with.</param>
internal sealed record CapturedFrame(RgbImage Image, byte[]? Bytes = null, string Extension = ".png");
