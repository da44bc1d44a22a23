namespace SqueezeNet.Embedded
{
    /// <summary>Weights of a blob with the packed encoding (SPEC 4.2).</summary>
    internal static class PackedWeights
    {
        /// <summary>
        /// Packed weights must follow each other without gaps, in the order of the records; packed params do, and have
        /// no places.
        /// </summary>
        /// <exception cref="BlobException">Stage.</exception>
        public static void CheckPlaces(BlobHeader header, StageRecord[] stages)
        {
            if (header.WeightsEncoding == WeightsEncoding.Raw)
            {
                return;
            }

            long end = 0;
            for (int k = 0; k < stages.Length; k++)
            {
                end = CheckPlace(header, stages[k].A, end);
                end = CheckPlace(header, stages[k].B, end);
                end = CheckPlace(header, stages[k].C, end);
            }

            Require(end == header.WeightsBytes, stages[stages.Length - 1].C.At + 12);
        }

        /// <summary>Decodes the weights space, params included if they are packed.</summary>
        /// <exception cref="BlobException">Packed.</exception>
        public static byte[] Decode(byte[] blob, BlobHeader header, SectionTable sections, StageRecord[] stages)
        {
            int start = sections.Offset(SectionTable.Weights);
            byte[] weights = new byte[(int)header.WeightsBytes];
            BitDecoder decoder = new BitDecoder(blob, start, start + sections.Length(SectionTable.Weights));
            Code(decoder, weights, stages);
            if (!decoder.IsComplete)
            {
                throw new BlobException(ErrorCode.Packed, start, "the packed weights are damaged");
            }

            if (header.HasPackedParams)
            {
                PackedParams.Decode(blob, sections, weights, stages);
            }

            return weights;
        }

        /// <summary>Takes a coder through all weights in their order.</summary>
        /// <param name="coder">Encodes or decodes.</param>
        /// <param name="weights">The weights space, to read or to fill.</param>
        /// <param name="stages">The records.</param>
        public static void Code(BitCoder coder, byte[] weights, StageRecord[] stages)
        {
            WeightsWalk walk = new WeightsWalk(weights);
            for (int k = 0; k < stages.Length; k++)
            {
                Code(coder, walk, stages[k].A);
                Code(coder, walk, stages[k].B);
                Code(coder, walk, stages[k].C);
            }
        }

        private static void Code(BitCoder coder, WeightsWalk walk, ConvolutionRecord c)
        {
            walk.Gap = c.GroupBytes - (c.Taps * ConvolutionRecord.Lanes);
            walk.Code(coder, (int)c.WeightsOffset, c.Groups, c.KernelHeight, c.KernelWidth, c.InChannels);
        }

        /// <summary>Where the next convolution's weights must begin; one that is absent has none.</summary>
        private static long CheckPlace(BlobHeader header, ConvolutionRecord c, long start)
        {
            if (c.OutChannels == 0)
            {
                return start;
            }

            Require(c.WeightsOffset == start, c.At + 12);
            Require(!header.HasPackedParams || c.ParamsOffset == 0, c.At + 16);
            return start + ((long)c.Groups * c.GroupBytes);
        }

        private static void Require(bool condition, int at)
        {
            if (!condition)
            {
                throw new BlobException(ErrorCode.Stage, at, "packed weights or params do not follow each other");
            }
        }
    }
}
