namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>What is refused before memory is taken for it.</summary>
internal static class ImageLimits
{
    /// <summary>Largest file.</summary>
    public const long MaxBytes = 256 << 20;

    /// <summary>Checks the size that a header tells.</summary>
    /// <exception cref="ImageFileException">There is no pixel, or there are too many.</exception>
    public static void Require(string file, int width, int height)
    {
        if (width < 1 || height < 1)
        {
            throw new ImageFileException(file, $"has no pixels: {width} x {height}.");
        }

        if ((long)width * height > ImageFile.MaxPixels)
        {
            throw new ImageFileException(
                file,
                $"{width} x {height} are too many pixels; up to {ImageFile.MaxPixels >> 20} Mpixel can be read: scale "
                + "it down.");
        }
    }
}
