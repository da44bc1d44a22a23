namespace SqueezeNet.Embedded
{
    /// <summary>The test image golden(seed) of SPEC 2, at the network's size.</summary>
    public sealed class GoldenSource : RowSource
    {
        private readonly uint seed;

        /// <summary>Makes a test image; its width is that of the rows asked for.</summary>
        public GoldenSource(uint seed)
        {
            this.seed = seed;
        }

        /// <inheritdoc/>
        public override bool Read(int y, sbyte[] row)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (sbyte)(Pixel((uint)(i / 3), (uint)y, (uint)(i % 3)) - 128);
            }

            return true;
        }

        /// <summary>One pixel value, 0..254.</summary>
        /// <param name="x">Column.</param>
        /// <param name="y">Row.</param>
        /// <param name="c">0 red, 1 green, 2 blue.</param>
        public int Pixel(uint x, uint y, uint c)
        {
            uint channel = Mix(c + 1);
            uint coarse = Mix(seed + Mix((y >> 4) + Mix((x >> 4) + channel))) & 255;
            uint fine = Mix(seed + Mix(y + 65536 + Mix(x + 65536 + channel))) & 31;
            return (int)((coarse * 7 >> 3) + fine);
        }

        private static uint Mix(uint x)
        {
            x ^= x >> 16;
            x *= 0x7feb352du;
            x ^= x >> 15;
            x *= 0x846ca68bu;
            x ^= x >> 16;
            return x;
        }
    }
}
