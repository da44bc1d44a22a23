using System;

namespace SqueezeNet.Embedded
{
    /// <summary>A stage, ready to run: its weights repacked, its tensors allocated.</summary>
    internal sealed class VectorStage
    {
        /// <summary>A band of mid that stays in the second-level cache together with a stage's weights.</summary>
        private const int BandBytes = 192 << 10;

        /// <summary>Prepares a stage.</summary>
        /// <param name="blob">Has the stage.</param>
        /// <param name="index">Of the stage.</param>
        /// <param name="before">The stage before; null for stage 0.</param>
        public VectorStage(Blob blob, int index, VectorStage? before)
        {
            Record = blob.Stage(index);
            A = new Panel(blob, Record.A);
            B = Record.HasB ? new Panel(blob, Record.B) : null;
            C = new Panel(blob, Record.C);
            Input = before?.Output
                ?? new VectorMap(Record.InHeight, Record.InWidth, Record.A.Pad, blob.Header.Padding);
            Added = Record.Adds ? before!.Kept : null;
            long pooled = (long)Record.OutHeight * Record.OutWidth * Record.MidChannels;
            Kept = Record.Keeps ? new AlignedBytes(pooled) : null;
            Output = Record.IsHead ? null : new VectorMap(Record.OutHeight, Record.OutWidth, 1, Border(Record.C));
            BandRows = RowsOfBand();
        }

        /// <summary>What the blob says.</summary>
        public StageRecord Record { get; }

        /// <summary>conv1 or expand1x1.</summary>
        public Panel A { get; }

        /// <summary>expand3x3; null in stage 0.</summary>
        public Panel? B { get; }

        /// <summary>squeeze or head.</summary>
        public Panel C { get; }

        /// <summary>The image, or the output of the stage before.</summary>
        public VectorMap Input { get; }

        /// <summary>The squeeze's output; null in the last stage.</summary>
        public VectorMap? Output { get; }

        /// <summary>What is added to mid; null without a bypass.</summary>
        public AlignedBytes? Added { get; }

        /// <summary>Pooled mid, if the next stage adds it.</summary>
        public AlignedBytes? Kept { get; }

        /// <summary>Pooled rows that are made at a time.</summary>
        public int BandRows { get; }

        /// <summary>Bytes of a row of mid.</summary>
        public int MidRow
        {
            get { return Record.MidWidth * Record.MidChannels; }
        }

        /// <summary>Bytes of a pooled row.</summary>
        public int PooledRow
        {
            get { return Record.OutWidth * Record.MidChannels; }
        }

        /// <summary>Rows of mid that a band needs.</summary>
        public int BandMidRows
        {
            get { return ((BandRows - 1) * PoolStride) + PoolKernel; }
        }

        private int PoolKernel
        {
            get { return Record.HasPool ? Record.Pool.Kernel : 1; }
        }

        private int PoolStride
        {
            get { return Record.HasPool ? Record.Pool.Stride : 1; }
        }

        /// <summary>The first of mid's rows that a pooled row needs.</summary>
        public int FirstMid(int row)
        {
            return Math.Max(0, (row * PoolStride) - Record.Pool.Pad);
        }

        /// <summary>The row of mid behind the last that a pooled row needs.</summary>
        public int EndMid(int row)
        {
            return Math.Min(Record.MidHeight, (row * PoolStride) - Record.Pool.Pad + PoolKernel);
        }

        private int RowsOfBand()
        {
            int rows = ((BandBytes / MidRow) - PoolKernel) / PoolStride;
            return Math.Clamp(rows + 1, 1, Record.OutHeight);
        }

        private static sbyte[] Border(ConvolutionRecord c)
        {
            sbyte[] pixel = new sbyte[c.OutChannels];
            Array.Fill(pixel, c.ZeroOut);
            return pixel;
        }
    }
}
