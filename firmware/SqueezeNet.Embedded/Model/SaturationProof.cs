namespace SqueezeNet.Embedded
{
    /// <summary>The proof that no sum leaves the 20 bits of the ESP32-S3's accumulators (SPEC 1.3).</summary>
    public static class SaturationProof
    {
        /// <summary>Highest value of an accumulator.</summary>
        public const int Highest = (1 << 19) - 1;

        /// <summary>Lowest value of an accumulator.</summary>
        public const int Lowest = -(1 << 19);

        private const int HighestInput = 127;

        /// <summary>Proves a whole blob.</summary>
        /// <exception cref="BlobException">Unsafe, with the offset of the first weight group that is.</exception>
        public static void Require(Blob blob)
        {
            for (int k = 0; k < blob.Stages; k++)
            {
                RequireConvolution(blob, k, blob.Stage(k).A);
                RequireConvolution(blob, k, blob.Stage(k).B);
                RequireConvolution(blob, k, blob.Stage(k).C);
            }
        }

        /// <summary>Whether no order of summation can saturate this output channel, whatever the input.</summary>
        public static bool IsSafe(Blob blob, ConvolutionRecord c, int o)
        {
            byte[] bytes = blob.Weights;
            int weight = blob.WeightsAt(c, o);
            long high = blob.Bias(c, o);
            long low = high;
            for (int tap = 0; tap < c.Taps; tap++)
            {
                int w = (sbyte)bytes[weight + (tap * ConvolutionRecord.Lanes)];
                int atHighest = HighestInput * w;
                int atZero = c.ZeroIn * w;
                high += atHighest > atZero ? atHighest : atZero;
                low += atHighest < atZero ? atHighest : atZero;
            }

            return high <= Highest && low >= Lowest;
        }

        private static void RequireConvolution(Blob blob, int stage, ConvolutionRecord c)
        {
            for (int o = 0; o < c.OutChannels; o++)
            {
                if (!IsSafe(blob, c, o))
                {
                    throw new BlobException(
                        ErrorCode.Unsafe,
                        blob.WeightsErrorAt(c, o / ConvolutionRecord.Lanes),
                        $"the accumulator of output channel {o} in stage {stage} may saturate");
                }
            }
        }
    }
}
