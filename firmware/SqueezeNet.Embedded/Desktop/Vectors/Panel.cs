using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A convolution as the kernels want it: [group][kernel row][four taps][16 channels][4] weights, so that one load
    /// is four taps of some channels. Conv1's taps, 3 to a position, are gathered into one row first.
    /// </summary>
    internal sealed unsafe class Panel
    {
        /// <summary>Taps that one instruction adds.</summary>
        public const int Quad = 4;

        private const int Lanes = ConvolutionRecord.Lanes;

        private readonly AlignedBytes weights;
        private readonly AlignedBytes biases;
        private readonly int[] shifts;
        private readonly int groupBytes;

        /// <summary>Repacks a convolution.</summary>
        /// <param name="blob">Holds weights and params.</param>
        /// <param name="c">The convolution; <see cref="Fits"/> is true of the blob.</param>
        public Panel(Blob blob, ConvolutionRecord c)
        {
            IsGathered = c.InChannels % Quad != 0;
            KernelRows = IsGathered ? 1 : c.KernelHeight;
            int taps = c.Taps / KernelRows;
            Run = (taps + Quad - 1) / Quad * Quad;
            IsPositive = c.ZeroIn == 0;
            Lowest = c.ZeroOut;
            groupBytes = KernelRows * Run * Lanes;
            weights = new AlignedBytes((long)groupBytes * c.Groups);
            biases = new AlignedBytes((long)c.OutChannels * sizeof(int));
            shifts = new int[c.Groups];
            for (int o = 0; o < c.OutChannels; o++)
            {
                ((int*)biases.At)[o] = blob.Bias(c, o);
                shifts[o / Lanes] = blob.Shift(c, o / Lanes);
                RepackChannel(blob.Weights, blob.WeightsAt(c, o), c.Taps, weights.At + ChannelAt(o));
            }
        }

        /// <summary>Groups of 16 output channels.</summary>
        public int Groups
        {
            get { return shifts.Length; }
        }

        /// <summary>Whether taps must be gathered before.</summary>
        public bool IsGathered { get; }

        /// <summary>Rows of the kernel; 1 if taps are gathered.</summary>
        public int KernelRows { get; }

        /// <summary>Bytes of a kernel row, a multiple of 4.</summary>
        public int Run { get; }

        /// <summary>Whether no value is negative.</summary>
        public bool IsPositive { get; }

        /// <summary>Lowest output.</summary>
        public int Lowest { get; }

        /// <summary>
        /// Whether the engine takes a blob: no weight is -128, which pairs of products in 16 bits exclude, and
        /// convolutions do not share weights to excess, which would take memory without end. No packer writes others.
        /// </summary>
        public static bool Fits(Blob blob)
        {
            long all = 0;
            for (int k = 0; k < blob.Stages; k++)
            {
                StageRecord stage = blob.Stage(k);
                foreach (ConvolutionRecord c in new[] { stage.A, stage.B, stage.C })
                {
                    all += (long)c.Groups * c.GroupBytes;
                    if (all > 2L * blob.Header.WeightsBytes || HasLowest(blob, c))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        /// <summary>The weights of a group, KernelRows * Run * 16 bytes.</summary>
        public sbyte* Weights(int group)
        {
            return weights.At + ((nint)group * groupBytes);
        }

        /// <summary>The biases of a group, 16.</summary>
        public int* Biases(int group)
        {
            return (int*)biases.At + (group * Lanes);
        }

        /// <summary>The shift of a group, 0..12.</summary>
        public int Shift(int group)
        {
            return shifts[group];
        }

        private static bool HasLowest(Blob blob, ConvolutionRecord c)
        {
            for (int g = 0; g < c.Groups; g++)
            {
                int at = blob.WeightsAt(c, g * Lanes);
                if (Array.IndexOf(blob.Weights, (byte)0x80, at, c.Taps * Lanes) >= 0)
                {
                    return true;
                }
            }

            return false;
        }

        private nint ChannelAt(int o)
        {
            return ((nint)(o / Lanes) * groupBytes) + (o % Lanes * Quad);
        }

        /// <summary>
        /// The taps of all kernel rows follow one another on both sides: only a gathered row is no multiple of 4.
        /// </summary>
        private static void RepackChannel(byte[] from, int at, int taps, sbyte* to)
        {
            for (int t = 0; t < taps; t++)
            {
                to[(t / Quad * Lanes * Quad) + (t % Quad)] = (sbyte)from[at + (t * Lanes)];
            }
        }
    }
}
