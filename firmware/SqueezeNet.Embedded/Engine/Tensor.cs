using System;

namespace SqueezeNet.Embedded
{
    /// <summary>Quantized values [height][width][channel].</summary>
    internal sealed class Tensor
    {
        /// <summary>Arrays of more elements do not exist in .NET.</summary>
        private const long MostValues = 0x7FFFFFC7;

        /// <summary>Makes a tensor of zeros.</summary>
        /// <exception cref="ModelException">Arena: it cannot fit in one array.</exception>
        public Tensor(int height, int width, int channels)
        {
            long values = (long)height * width * channels;
            if (values > MostValues)
            {
                throw TooLarge(values);
            }

            Height = height;
            Width = width;
            Channels = channels;
            try
            {
                Values = new sbyte[(int)values];
            }
            catch (OutOfMemoryException)
            {
                // A device's arrays end at 786,364 bytes, its heap perhaps before.
                throw TooLarge(values);
            }
        }

        public int Height { get; }

        public int Width { get; }

        public int Channels { get; }

        public sbyte[] Values { get; }

        /// <summary>Index of channel 0 of a position.</summary>
        public int At(int y, int x)
        {
            return ((y * Width) + x) * Channels;
        }

        private static ModelException TooLarge(long values)
        {
            return new ModelException(
                ErrorCode.Arena,
                $"A layer of {values} values is too large for the managed engine; use Backend.Native.");
        }
    }
}
