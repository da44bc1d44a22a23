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
        (int numerator, int denominator) = Crop(input);
        byte[] rgb = new byte[input.Width * input.Height * 3];
        int error = sqnet_host_resample(
            image.Pixels, image.Pixels.Length, image.Width, image.Height, 3 * image.Width, (int)PixelFormat.Rgb888,
            numerator, denominator, input.Width, input.Height, rgb);
        return error == 0
            ? new RgbImage(input.Width, input.Height, rgb)
            : throw new ImageException($"An image of {image.Width} x {image.Height} pixels cannot be resampled.");
    }

    /// <summary>The part of the image's shorter side that is seen, as the blob's crop fraction.</summary>
    public static (int Numerator, int Denominator) Crop(InputSpec input)
    {
        int side = Math.Min(input.Width, input.Height);
        return (side, Math.Max(side, input.ResizeTo));
    }

    [DllImport("sqnet")]
    private static extern int sqnet_host_resample(
        byte[] pixels, int bytes, int width, int height, int stride, int format,
        int cropNumerator, int cropDenominator, int outWidth, int outHeight, byte[] rgb);
}
