namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Packed params (SPEC 5.4): what is left of a group's biases without the zero points' share, which follows from
    /// the weights. A reader puts the plain params that it makes of them behind the weights of the group.
    /// </summary>
    internal static class PackedParams
    {
        /// <summary>Bytes of shift, exponent and width.</summary>
        public const int HeadBytes = 2;

        /// <summary>Bits of a bias: those of a value and its exponent together.</summary>
        public const int MostBits = 20;

        /// <summary>Bytes of the record whose first two are given.</summary>
        public static int Bytes(int head)
        {
            return HeadBytes + (2 * Width(head));
        }

        /// <summary>The shift n; what is not in 0..12 is wrong.</summary>
        public static int Shift(int head)
        {
            return head & 15;
        }

        /// <summary>The exponent e.</summary>
        public static int Exponent(int head)
        {
            return (head >> 4) & 15;
        }

        /// <summary>The width k of the values, in bits; what is above 20 is wrong.</summary>
        public static int Width(int head)
        {
            return head >> 8;
        }

        /// <summary>The part of a bias that rounding and zero points make, without that of the input's.</summary>
        public static int Offset(int shift, int zeroOut, bool isHead)
        {
            return (zeroOut << shift) + (shift > 0 && !isHead ? 1 << (shift - 1) : 0);
        }

        /// <summary>Writes the plain params of all groups behind their weights.</summary>
        /// <param name="blob">The blob, checked.</param>
        /// <param name="sections">Where its params are.</param>
        /// <param name="weights">The weights space, decoded.</param>
        /// <param name="stages">The records.</param>
        /// <exception cref="BlobException">Packed, if a bias does not fit.</exception>
        public static void Decode(byte[] blob, SectionTable sections, byte[] weights, StageRecord[] stages)
        {
            int at = sections.Offset(SectionTable.Params);
            for (int k = 0; at >= 0 && k < stages.Length; k++)
            {
                at = Decode(blob, at, weights, stages[k].A, false);
                at = Decode(blob, at, weights, stages[k].B, false);
                at = Decode(blob, at, weights, stages[k].C, stages[k].IsHead);
            }

            if (at < 0)
            {
                throw new BlobException(
                    ErrorCode.Packed, sections.Offset(SectionTable.Weights), "a bias does not fit into 20 bits");
            }
        }

        /// <summary>Writes a bias into the plain params of a group, where there are zeros.</summary>
        /// <param name="bytes">What holds them.</param>
        /// <param name="group">Where they begin.</param>
        /// <param name="lane">0..15.</param>
        /// <param name="bias">20 bits.</param>
        public static void WriteBias(byte[] bytes, int group, int lane, int bias)
        {
            for (int bit = 0; bit < MostBits; bit++)
            {
                int position = (MostBits * (lane % 8)) + bit;
                bytes[group + Blob.BiasByte(lane, position)] |= (byte)(((bias >> bit) & 1) << (position % 8));
            }
        }

        /// <summary>
        /// Decodes the params of a convolution, and tells where those of the next begin; -1 if a bias does not fit.
        /// </summary>
        private static int Decode(byte[] blob, int at, byte[] weights, ConvolutionRecord c, bool isHead)
        {
            for (int group = 0; at >= 0 && group < c.Groups; group++)
            {
                int first = (int)c.WeightsOffset + (group * c.GroupBytes);
                int head = LittleEndian.U16(blob, at);
                int behind = first + (c.Taps * ConvolutionRecord.Lanes);
                for (int lane = 0; lane < ConvolutionRecord.Lanes; lane++)
                {
                    int bias = Value(blob, at, head, lane) << Exponent(head);
                    bias += Offset(Shift(head), c.ZeroOut, isHead) - (c.ZeroIn * Sum(weights, first + lane, c.Taps));
                    if (bias > SaturationProof.Highest || bias < SaturationProof.Lowest)
                    {
                        return -1;
                    }

                    WriteBias(weights, behind, lane, bias);
                }

                weights[behind + Blob.ShiftAt] = (byte)Shift(head);
                at += Bytes(head);
            }

            return at;
        }

        private static int Value(byte[] blob, int at, int head, int lane)
        {
            int width = Width(head);
            int value = 0;
            for (int bit = 0; bit < width; bit++)
            {
                int position = (width * lane) + bit;
                value |= ((blob[at + HeadBytes + (position / 8)] >> (position % 8)) & 1) << bit;
            }

            return width == 0 ? 0 : (value << (32 - width)) >> (32 - width);
        }

        private static int Sum(byte[] weights, int at, int taps)
        {
            int sum = 0;
            for (int tap = 0; tap < taps; tap++)
            {
                sum += (sbyte)weights[at + (tap * ConvolutionRecord.Lanes)];
            }

            return sum;
        }
    }
}
