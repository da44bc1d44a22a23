namespace SqueezeNet.Embedded
{
    /// <summary>Integer weights that map source pixels to the outputs of one axis (SPEC 2).</summary>
    internal sealed class ResampleAxis
    {
        private readonly int start;
        private readonly int length;
        private readonly int sourceLength;
        private readonly int outputs;

        /// <summary>Makes an axis.</summary>
        /// <param name="start">First source pixel of the cropped part.</param>
        /// <param name="length">Pixels of the cropped part.</param>
        /// <param name="sourceLength">Pixels of the whole source.</param>
        /// <param name="outputs">Output pixels.</param>
        public ResampleAxis(int start, int length, int sourceLength, int outputs)
        {
            this.start = start;
            this.length = length;
            this.sourceLength = sourceLength;
            this.outputs = outputs;
        }

        /// <summary>Sum of the weights of every output.</summary>
        public uint Total
        {
            get { return (uint)(IsAverage ? length : 2 * outputs); }
        }

        private bool IsAverage
        {
            get { return length >= outputs; }
        }

        /// <summary>First source pixel of output i, relative to the cropped part; -1 at the least.</summary>
        public int First(int i)
        {
            return IsAverage ? i * length / outputs : FloorPosition(i);
        }

        /// <summary>Last source pixel of output i, relative to the cropped part.</summary>
        public int Last(int i)
        {
            return IsAverage ? (((i + 1) * length) - 1) / outputs : FloorPosition(i) + 1;
        }

        /// <summary>Weight of source pixel j in output i.</summary>
        public uint Weight(int i, int j)
        {
            if (IsAverage)
            {
                int from = Max(j * outputs, i * length);
                int to = Min((j + 1) * outputs, (i + 1) * length);
                return (uint)(to - from);
            }

            int fraction = Position(i) - (2 * outputs * FloorPosition(i));
            return (uint)(j == FloorPosition(i) ? (2 * outputs) - fraction : fraction);
        }

        /// <summary>Index of a pixel in the whole source; the border is repeated outside.</summary>
        public int Source(int j)
        {
            return Min(Max(start + j, 0), sourceLength - 1);
        }

        /// <summary>Centre of output i on the source, in units of 1 / (2 * outputs) pixel.</summary>
        private int Position(int i)
        {
            return (((2 * i) + 1) * length) - outputs;
        }

        private int FloorPosition(int i)
        {
            int position = Position(i);
            return position < 0 ? -1 : position / (2 * outputs);
        }

        private static int Min(int a, int b)
        {
            return a < b ? a : b;
        }

        private static int Max(int a, int b)
        {
            return a > b ? a : b;
        }
    }
}
