namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>EXIF data that says an orientation, behind another entry.</summary>
internal static class Exif
{
    /// <summary>As PNG and WebP hold it.</summary>
    /// <param name="orientation">Where the first row and column belong, 1 to 8.</param>
    /// <param name="isLittle">Whether the lower byte comes first (II), or the upper one (MM).</param>
    public static byte[] Of(int orientation, bool isLittle)
    {
        byte value = (byte)orientation;
        return isLittle
            ?
            [
                (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 2, 0,
                0x00, 0x01, 3, 0, 1, 0, 0, 0, 99, 0, 0, 0,
                0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0,
            ]
            :
            [
                (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2,
                0x01, 0x00, 0, 3, 0, 0, 0, 1, 0, 99, 0, 0,
                0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0,
            ];
    }

    /// <summary>As an APP1 segment of a JPEG holds it.</summary>
    public static byte[] Segment(int orientation, bool isLittle)
    {
        return [.. "Exif\0\0"u8, .. Of(orientation, isLittle)];
    }
}
