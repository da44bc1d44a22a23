using System;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Frames of cameras as images: what the engine makes of their pixels (SPEC 2).</summary>
public static class FrameImage
{
    /// <summary>The pixels of a frame; RGB565 widens by repeating the upper bits, gray is the same in all channels.</summary>
    public static RgbImage Of(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        byte[] rgb = new byte[3 * frame.Width * frame.Height];
        int size = Frame.BytesPerPixel(frame.Format);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                ReadOnlySpan<byte> pixel = frame.Pixels.AsSpan((y * frame.Stride) + (x * size), size);
                Widen(pixel, frame.Format, rgb.AsSpan(3 * ((y * frame.Width) + x), 3));
            }
        }

        return new RgbImage(frame.Width, frame.Height, rgb);
    }

    private static void Widen(ReadOnlySpan<byte> pixel, PixelFormat format, Span<byte> rgb)
    {
        switch (format)
        {
            case PixelFormat.Rgb888:
                pixel.CopyTo(rgb);
                break;
            case PixelFormat.Rgb565LittleEndian:
                Widen(pixel[0] | (pixel[1] << 8), rgb);
                break;
            case PixelFormat.Rgb565BigEndian:
                Widen((pixel[0] << 8) | pixel[1], rgb);
                break;
            default:
                rgb.Fill(pixel[0]);
                break;
        }
    }

    private static void Widen(int rgb565, Span<byte> rgb)
    {
        int red = rgb565 >> 11;
        int green = (rgb565 >> 5) & 63;
        int blue = rgb565 & 31;
        rgb[0] = (byte)((red << 3) | (red >> 2));
        rgb[1] = (byte)((green << 2) | (green >> 4));
        rgb[2] = (byte)((blue << 3) | (blue >> 2));
    }
}
