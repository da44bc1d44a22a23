namespace SqueezeNet.Embedded
{
    /// <summary>One stage (SPEC 3 and 5.2): A and B make mid, which is pooled and consumed by C.</summary>
    public sealed class StageRecord
    {
        /// <summary>Size of a record.</summary>
        public const int Bytes = 128;

        internal const int FlagImage = 1;
        internal const int FlagB = 2;
        internal const int FlagPool = 4;
        internal const int FlagHead = 8;
        internal const int FlagAdd = 16;
        internal const int FlagKeep = 32;

        internal StageRecord(byte[] blob, int at, int paramsBehind)
        {
            At = at;
            Flags = blob[at];
            Pool = new PoolRecord(blob, at);
            InHeight = LittleEndian.U16(blob, at + 4);
            InWidth = LittleEndian.U16(blob, at + 6);
            MidHeight = LittleEndian.U16(blob, at + 8);
            MidWidth = LittleEndian.U16(blob, at + 10);
            OutHeight = LittleEndian.U16(blob, at + 12);
            OutWidth = LittleEndian.U16(blob, at + 14);
            Band = LittleEndian.U16(blob, at + 16);
            InOffset = LittleEndian.U32(blob, at + 20);
            OutOffset = LittleEndian.U32(blob, at + 24);
            ScratchOffset = LittleEndian.U32(blob, at + 28);
            A = new ConvolutionRecord(blob, at + 32, paramsBehind);
            B = new ConvolutionRecord(blob, at + 64, paramsBehind);
            C = new ConvolutionRecord(blob, at + 96, paramsBehind);
        }

        /// <summary>Whether A is conv1, which reads the image: true in stage 0 only.</summary>
        public bool IsImage
        {
            get { return (Flags & FlagImage) != 0; }
        }

        /// <summary>Whether there is an expand3x3: true in all stages but the first.</summary>
        public bool HasB
        {
            get { return (Flags & FlagB) != 0; }
        }

        /// <summary>Whether mid is pooled.</summary>
        public bool HasPool
        {
            get { return (Flags & FlagPool) != 0; }
        }

        /// <summary>Whether C is the head, averaged into scores: true in the last stage only.</summary>
        public bool IsHead
        {
            get { return (Flags & FlagHead) != 0; }
        }

        /// <summary>Whether what the stage before keeps is added to mid: a bypass around the Fire module.</summary>
        public bool Adds
        {
            get { return (Flags & FlagAdd) != 0; }
        }

        /// <summary>Whether pooled mid is kept, for the next stage to add.</summary>
        public bool Keeps
        {
            get { return (Flags & FlagKeep) != 0; }
        }

        /// <summary>The pooling, of kernel 0 if there is none.</summary>
        public PoolRecord Pool { get; }

        /// <summary>Rows of the input.</summary>
        public int InHeight { get; }

        /// <summary>Columns of the input.</summary>
        public int InWidth { get; }

        /// <summary>Rows of A's and B's output.</summary>
        public int MidHeight { get; }

        /// <summary>Columns of A's and B's output.</summary>
        public int MidWidth { get; }

        /// <summary>Rows of mid after pooling, which are C's input rows.</summary>
        public int OutHeight { get; }

        /// <summary>Columns of mid after pooling.</summary>
        public int OutWidth { get; }

        /// <summary>Rows of mid that the engine produces at a time, 1..MidHeight.</summary>
        public int Band { get; }

        /// <summary>Byte offset of the input tensor in the arena, 0 in stage 0.</summary>
        public long InOffset { get; }

        /// <summary>Byte offset of the output tensor in the arena; of the head's sums in the last stage.</summary>
        public long OutOffset { get; }

        /// <summary>Byte offset of the scratch in the arena.</summary>
        public long ScratchOffset { get; }

        /// <summary>conv1 or expand1x1.</summary>
        public ConvolutionRecord A { get; }

        /// <summary>expand3x3; of 0 channels in stage 0.</summary>
        public ConvolutionRecord B { get; }

        /// <summary>squeeze or head.</summary>
        public ConvolutionRecord C { get; }

        /// <summary>Channels of mid: A's, then B's.</summary>
        public int MidChannels
        {
            get { return A.OutChannels + B.OutChannels; }
        }

        /// <summary>Positions that the head sums over, its padding included.</summary>
        public int HeadPositions
        {
            get { return (OutHeight + (2 * C.Pad)) * (OutWidth + (2 * C.Pad)); }
        }

        internal int Flags { get; }

        /// <summary>Byte offset of this record in the blob, for error messages.</summary>
        internal int At { get; }
    }
}
