namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>What is refused before memory is taken for it.</summary>
internal static class ImageLimits
{
    /// <summary>Largest file.</summary>
    public const long MaxBytes = 256 << 20;

    /// <summary>Most pixels of an image that is decoded whole; it takes about 8 bytes a pixel meanwhile.</summary>
    public const int MaxPixels = 64 << 20;

    /// <summary>Most pixels of a JPEG that is scaled while it is decoded, row by row.</summary>
    public const int MaxScaledPixels = 256 << 20;

    /// <summary>Longest side of what is handed on, and of a frame.</summary>
    public const int MaxSide = 4096;

    /// <summary>Checks the size that a header tells.</summary>
    /// <exception cref="ImageFileException">There is no pixel, or there are too many.</exception>
    public static void Require(string file, int width, int height, int most = MaxPixels)
    {
        if (width < 1 || height < 1)
        {
            throw new ImageFileException(file, $"says that it has {width} x {height} pixels; copy it again.");
        }

        if ((long)width * height > most)
        {
            throw new ImageFileException(
                file,
                $"{width} x {height} are more than the {most >> 20} Mpixel (2^20) that can be read of this kind; scale "
                + "it down, or save it as a JPEG that is not progressive.")
            {
                IsTooLarge = true,
            };
        }
    }
}
