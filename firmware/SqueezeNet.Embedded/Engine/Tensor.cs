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
                throw new ModelException(
                    ErrorCode.Arena,
                    $"A layer of {values} values is too large for the managed engine; use Backend.Native.");
            }

            Height = height;
            Width = width;
            Channels = channels;
            Values = new sbyte[(int)values];
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
    }
}
