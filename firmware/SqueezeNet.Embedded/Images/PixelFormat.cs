namespace SqueezeNet.Embedded
{
    /// <summary>How the pixels of a frame are stored; the numbers are those of the native engine.</summary>
    public enum PixelFormat
    {
        /// <summary>Three bytes: red, green, blue.</summary>
        Rgb888 = 0,

        /// <summary>16 bits, the lower byte first: 5 red, 6 green, 5 blue.</summary>
        Rgb565LittleEndian = 1,

        /// <summary>16 bits, the upper byte first, as most cameras send them: 5 red, 6 green, 5 blue.</summary>
        Rgb565BigEndian = 2,

        /// <summary>One byte of brightness.</summary>
        Gray8 = 3,
    }
}
