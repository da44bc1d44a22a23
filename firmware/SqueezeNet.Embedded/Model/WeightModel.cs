namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What the coder of packed weights knows of a weight before it sees it (SPEC 4.2): how large its neighbours are
    /// chooses the probabilities of its magnitude, what they suggest those of its sign.
    /// </summary>
    internal sealed class WeightModel
    {
        /// <summary>Levels of expected magnitude.</summary>
        public const int Levels = 20;

        private const int Lanes = ConvolutionRecord.Lanes;
        private const int Inputs = 512;
        private const int MaxBits = 7;
        private const int Unit = 64;
        private const int LaneRate = 4;
        private const int InputRate = 2;

        private readonly ushort[] sizes = new ushort[Levels * 8];
        private readonly ushort[] mantissas = new ushort[1 << MaxBits];
        private readonly ushort[] signs = new ushort[16];
        private readonly int[] ofInput = new int[Inputs];
        private readonly int[] ofLane = new int[Lanes];

        /// <summary>[level][8]: probabilities that a magnitude has more bits than 0, 1...</summary>
        public ushort[] Sizes
        {
            get { return sizes; }
        }

        /// <summary>Probabilities of the bits of a magnitude below its first.</summary>
        public ushort[] Mantissas
        {
            get { return mantissas; }
        }

        /// <summary>Probabilities that a weight is negative.</summary>
        public ushort[] Signs
        {
            get { return signs; }
        }

        public WeightModel()
        {
            Fill(sizes);
            Fill(mantissas);
            Fill(signs);
        }

        /// <summary>Forgets the averages: another convolution begins.</summary>
        public void Begin()
        {
            for (int i = 0; i < Inputs; i++)
            {
                ofInput[i] = Unit;
            }

            for (int i = 0; i < Lanes; i++)
            {
                ofLane[i] = Unit;
            }
        }

        /// <summary>Codes the 16 weights of one tap.</summary>
        /// <param name="coder">Encodes or decodes.</param>
        /// <param name="weights">Holds the weights.</param>
        /// <param name="at">Where lane 0 is.</param>
        /// <param name="input">Input channel of the tap.</param>
        /// <param name="left">Distance back to the weights of the kernel column before, 0 in the first.</param>
        /// <param name="up">Distance back to the weights of the kernel row before, 0 in the first.</param>
        public void CodeTap(BitCoder coder, byte[] weights, int at, int input, int left, int up)
        {
            input &= Inputs - 1;
            int sum = 0;
            for (int lane = 0; lane < Lanes; lane++, at++)
            {
                int l = left > 0 ? (sbyte)weights[at - left] : 0;
                int u = up > 0 ? (sbyte)weights[at - up] : 0;
                int corner = left > 0 && up > 0 ? (sbyte)weights[at - left - up] : 0;
                int factor = (left > 0 ? 1 : 2) + (up > 0 ? 1 : 2);
                int near = 2 * Unit * (Magnitude(l) + Magnitude(u));
                int level = Level(((factor * (ofInput[input] + ofLane[lane])) + near) >> 5);
                int weight = CodeWeight(coder, (sbyte)weights[at], level, (2 * l) + (2 * u) - corner);
                weights[at] = (byte)weight;
                sum += Magnitude(weight);
                ofLane[lane] += ((Unit >> LaneRate) * Magnitude(weight)) - (ofLane[lane] >> LaneRate);
            }

            ofInput[input] += ((Unit / Lanes * sum) >> InputRate) - (ofInput[input] >> InputRate);
        }

        /// <summary>Two levels to an octave of x + 2.</summary>
        internal static int Level(int x)
        {
            int shift = 0;
            while ((x + 2) >> shift > 3)
            {
                shift++;
            }

            return (2 * shift) + ((x + 2) >> shift) - 2;
        }

        private int CodeWeight(BitCoder coder, int weight, int level, int prediction)
        {
            int magnitude = CodeMagnitude(coder, Magnitude(weight), level);
            if (magnitude == 0)
            {
                return 0;
            }

            int sign = (prediction < -8 ? -8 : prediction > 7 ? 7 : prediction) + 8;
            return coder.Code(signs, sign, weight < 0 ? 1 : 0) != 0 ? -magnitude : magnitude;
        }

        /// <summary>The number of bits in unary, then all of them but the first, each after those before it.</summary>
        private int CodeMagnitude(BitCoder coder, int magnitude, int level)
        {
            int bits = 0;
            while (bits < MaxBits && coder.Code(sizes, (level * 8) + bits, magnitude >> bits != 0 ? 1 : 0) != 0)
            {
                bits++;
            }

            int value = bits > 0 ? 1 << (bits - 1) : 0;
            for (int k = bits - 2; k >= 0; k--)
            {
                value |= coder.Code(mantissas, value | (1 << k), (magnitude >> k) & 1) << k;
            }

            return value;
        }

        private static int Magnitude(int weight)
        {
            return weight < 0 ? -weight : weight;
        }

        private static void Fill(ushort[] ones)
        {
            for (int i = 0; i < ones.Length; i++)
            {
                ones[i] = BitCoder.Even;
            }
        }
    }
}
