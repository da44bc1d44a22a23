using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A tensor [height][width][channel] with a border all around, which is written once: kernels that reach over the
    /// edge need no special case.
    /// </summary>
    internal sealed unsafe class VectorMap
    {
        private readonly AlignedBytes bytes;
        private readonly int height;
        private readonly int width;
        private readonly int pad;

        /// <summary>Makes a tensor that holds its border's pixel everywhere.</summary>
        /// <param name="height">Rows without the border.</param>
        /// <param name="width">Columns without the border.</param>
        /// <param name="pad">Rows and columns of the border on each side.</param>
        /// <param name="pixel">The border, one value for each channel.</param>
        public VectorMap(int height, int width, int pad, sbyte[] pixel)
        {
            this.height = height;
            this.width = width;
            this.pad = pad;
            Channels = pixel.Length;
            RowBytes = (width + (2 * pad)) * Channels;
            bytes = new AlignedBytes((long)(height + (2 * pad)) * RowBytes);
            Span<sbyte> rest = bytes.Span;
            for (; rest.Length > 0; rest = rest[Channels..])
            {
                pixel.CopyTo(rest);
            }
        }

        /// <summary>Values of a position.</summary>
        public int Channels { get; }

        /// <summary>Bytes of a row with its border.</summary>
        public int RowBytes { get; }

        /// <summary>Bytes from the last position of a row to the first of the next.</summary>
        public int Gap
        {
            get { return 2 * pad * Channels; }
        }

        /// <summary>A position: 0, 0 is the first inside the border, -pad the least and size + pad - 1 the most.</summary>
        public sbyte* At(int y, int x)
        {
            return bytes.At + ((nint)(y + pad) * RowBytes) + ((nint)(x + pad) * Channels);
        }

        /// <summary>A row without its border.</summary>
        public Span<sbyte> Row(int y)
        {
            return new Span<sbyte>(At(y, 0), width * Channels);
        }

        /// <summary>All values without the border.</summary>
        public sbyte[] ToArray()
        {
            sbyte[] values = new sbyte[height * width * Channels];
            for (int y = 0; y < height; y++)
            {
                Row(y).CopyTo(values.AsSpan(y * width * Channels));
            }

            return values;
        }
    }
}
