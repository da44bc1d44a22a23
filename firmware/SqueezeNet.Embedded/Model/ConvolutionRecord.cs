namespace SqueezeNet.Embedded
{
    /// <summary>One convolution of a stage (SPEC 5.3).</summary>
    public sealed class ConvolutionRecord
    {
        /// <summary>Size of a record.</summary>
        public const int Bytes = 32;

        /// <summary>Output channels that share one shift.</summary>
        public const int Lanes = 16;

        private readonly int paramsBehind;

        internal ConvolutionRecord(byte[] blob, int at, int paramsBehind)
        {
            this.paramsBehind = paramsBehind;
            At = at;
            InChannels = LittleEndian.U16(blob, at);
            OutChannels = LittleEndian.U16(blob, at + 2);
            UsedChannels = LittleEndian.U16(blob, at + 4);
            KernelHeight = blob[at + 6];
            KernelWidth = blob[at + 7];
            Stride = blob[at + 8];
            Pad = blob[at + 9];
            ZeroIn = (sbyte)blob[at + 10];
            ZeroOut = (sbyte)blob[at + 11];
            WeightsOffset = LittleEndian.U32(blob, at + 12);
            ParamsOffset = LittleEndian.U32(blob, at + 16);
        }

        /// <summary>3 for conv1, otherwise a multiple of 16 up to 4096.</summary>
        public int InChannels { get; }

        /// <summary>A multiple of 16 up to 4096; 0 for a convolution that is absent.</summary>
        public int OutChannels { get; }

        /// <summary>Output channels that are not padding, OutChannels - 15 .. OutChannels.</summary>
        public int UsedChannels { get; }

        /// <summary>Rows of the kernel, 1..11.</summary>
        public int KernelHeight { get; }

        /// <summary>Columns of the kernel, 1..11.</summary>
        public int KernelWidth { get; }

        /// <summary>Step between output positions, both ways, 1..8.</summary>
        public int Stride { get; }

        /// <summary>Rows and columns of padding on each side.</summary>
        public int Pad { get; }

        /// <summary>Zero point of the input, 0 or -128.</summary>
        public sbyte ZeroIn { get; }

        /// <summary>Zero point of the output, 0 or -128; 0 in the head.</summary>
        public sbyte ZeroOut { get; }

        /// <summary>Byte offset in the weights space.</summary>
        public long WeightsOffset { get; }

        /// <summary>Byte offset in the params section; 0 if params are packed.</summary>
        public long ParamsOffset { get; }

        /// <summary>Groups of 16 output channels.</summary>
        public int Groups
        {
            get { return OutChannels / Lanes; }
        }

        /// <summary>Products per output value.</summary>
        public int Taps
        {
            get { return KernelHeight * KernelWidth * InChannels; }
        }

        /// <summary>Bytes of a group in the weights space: its weights, and its params if they are packed.</summary>
        internal int GroupBytes
        {
            get { return (Taps * Lanes) + paramsBehind; }
        }

        /// <summary>Byte offset of this record in the blob, for error messages.</summary>
        internal int At { get; }
    }
}
