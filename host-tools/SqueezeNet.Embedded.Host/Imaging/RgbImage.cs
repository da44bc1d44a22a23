using SkiaSharp;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>An RGB888 image: rows of Width * 3 bytes without gaps.</summary>
public sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>The image with left and right exchanged.</summary>
    public RgbImage Mirror()
    {
        byte[] mirrored = new byte[Pixels.Length];
        for (int i = 0; i < Width * Height; i++)
        {
            int from = 3 * ((i / Width * Width) + Width - 1 - (i % Width));
            mirrored[3 * i] = Pixels[from];
            mirrored[(3 * i) + 1] = Pixels[from + 1];
            mirrored[(3 * i) + 2] = Pixels[from + 2];
        }

        return new RgbImage(Width, Height, mirrored);
    }

    /// <summary>The image turned clockwise.</summary>
    /// <param name="degrees">90, 180 or 270; else it stays as it is.</param>
    public RgbImage Turn(int degrees)
    {
        return this.Upright(degrees switch
        {
            90 => SKEncodedOrigin.RightTop,
            180 => SKEncodedOrigin.BottomRight,
            270 => SKEncodedOrigin.LeftBottom,
            _ => SKEncodedOrigin.TopLeft,
        });
    }
}
