namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>An RGB888 image: rows of Width * 3 bytes without gaps.</summary>
public sealed record RgbImage(int Width, int Height, byte[] Pixels);
