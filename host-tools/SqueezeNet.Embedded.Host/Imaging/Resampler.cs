using System;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>The engine's own crop and resampling (SPEC 2): what a device's network would see of an image.</summary>
public static class Resampler
{
    /// <summary>Crops and resamples an image to the size of a network's input.</summary>
    /// <exception cref="ImageException">The image is larger than 4096 x 4096.</exception>
    public static RgbImage ToNetwork(RgbImage image, InputSpec input)
    {
        if (!NativeEngine.IsAvailable())
        {
            return Managed(image, input);
        }

        (int numerator, int denominator) = Crop(input);
        byte[] rgb = new byte[input.Width * input.Height * 3];
        Shape shape = new(image.Width, image.Height, 3 * image.Width, (int)PixelFormat.Rgb888);
        Input wanted = new(input.Width, input.Height, numerator, denominator);
        int error = sqnet_host_resample(image.Pixels, image.Pixels.Length, in shape, in wanted, rgb);
        return error == 0
            ? new RgbImage(input.Width, input.Height, rgb)
            : throw new ImageException($"An image of {image.Width} x {image.Height} pixels cannot be resampled.");
    }

    /// <summary>The same without the native engine: bit for bit.</summary>
    internal static RgbImage Managed(RgbImage image, InputSpec input)
    {
        (int numerator, int denominator) = Crop(input);
        Frame frame = new(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888);
        VectorImage source = new(frame, input.Width, input.Height, numerator, denominator);
        byte[] rgb = new byte[input.Width * input.Height * 3];
        sbyte[] row = new sbyte[input.Width * 3];
        for (int y = 0; y < input.Height; y++)
        {
            source.Read(y, row);
            for (int i = 0; i < row.Length; i++)
            {
                rgb[(y * row.Length) + i] = (byte)(row[i] ^ 0x80);
            }
        }

        return new RgbImage(input.Width, input.Height, rgb);
    }

    /// <summary>The part of the image's shorter side that is seen, as the blob's crop fraction.</summary>
    public static (int Numerator, int Denominator) Crop(InputSpec input)
    {
        int side = Math.Min(input.Width, input.Height);
        return (side, Math.Max(side, input.ResizeTo));
    }

    [DllImport("libsqnet")]
    private static extern int sqnet_host_resample(
        byte[] pixels, int bytes, in Shape shape, in Input input, [Out] byte[] rgb);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Shape(int Width, int Height, int Stride, int Format);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Input(int Width, int Height, int CropNumerator, int CropDenominator);
}
