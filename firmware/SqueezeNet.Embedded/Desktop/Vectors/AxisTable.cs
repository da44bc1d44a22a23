namespace SqueezeNet.Embedded
{
    /// <summary>A resampling axis, worked out once: which source pixels make an output, and how much.</summary>
    internal sealed class AxisTable
    {
        private readonly int[] firstTaps;

        /// <summary>Works an axis out.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="outputs">Output pixels.</param>
        public AxisTable(ResampleAxis axis, int outputs)
        {
            firstTaps = new int[outputs + 1];
            for (int i = 0; i < outputs; i++)
            {
                firstTaps[i + 1] = firstTaps[i] + axis.Last(i) - axis.First(i) + 1;
            }

            Sources = new int[firstTaps[outputs]];
            Weights = new uint[firstTaps[outputs]];
            for (int i = 0; i < outputs; i++)
            {
                for (int j = axis.First(i); j <= axis.Last(i); j++)
                {
                    int tap = firstTaps[i] + j - axis.First(i);
                    Sources[tap] = axis.Source(j);
                    Weights[tap] = axis.Weight(i, j);
                }
            }

            Total = axis.Total;
        }

        /// <summary>The source pixel of each tap; they rise.</summary>
        public int[] Sources { get; }

        /// <summary>The weight of each tap.</summary>
        public uint[] Weights { get; }

        /// <summary>Sum of the weights of every output.</summary>
        public uint Total { get; }

        /// <summary>The first tap of an output; that of the next one is behind its last.</summary>
        public int First(int output)
        {
            return firstTaps[output];
        }
    }
}
