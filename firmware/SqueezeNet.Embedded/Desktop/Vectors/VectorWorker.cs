using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Makes pooled rows of a stage, band after band, with a scratch of its own. Several do it side by side for
    /// different rows: only rows of mid that windows of two of them share are computed twice.
    /// </summary>
    internal sealed unsafe class VectorWorker
    {
        private readonly VectorKernels kernels;
        private readonly AlignedBytes mid;
        private readonly AlignedBytes pooled;
        private readonly AlignedBytes taps;
        private readonly AlignedBytes sums;

        /// <summary>Takes what the largest stage needs.</summary>
        public VectorWorker(VectorKernels kernels, VectorStage[] stages)
        {
            this.kernels = kernels;
            long midBytes = 0;
            long pooledBytes = 0;
            foreach (VectorStage stage in stages)
            {
                midBytes = Math.Max(midBytes, (long)stage.BandMidRows * stage.MidRow);
                pooledBytes = Math.Max(pooledBytes, (long)stage.BandRows * stage.PooledRow);
            }

            mid = new AlignedBytes(midBytes);
            pooled = new AlignedBytes(pooledBytes);
            taps = new AlignedBytes((long)stages[0].Record.MidWidth * stages[0].A.Run);
            sums = new AlignedBytes((long)stages[^1].Record.C.OutChannels * sizeof(int));
        }

        /// <summary>The head's sums of the rows that were made since they were cleared, modulo 2^32.</summary>
        public int* Sums
        {
            get { return (int*)sums.At; }
        }

        /// <summary>Clears the sums.</summary>
        public void ClearSums()
        {
            sums.Span.Clear();
        }

        /// <summary>Makes pooled rows [from, to) of a stage and feeds them to its C.</summary>
        public void Run(VectorStage stage, int from, int to)
        {
            int there = 0; // mid holds rows [first, there)
            int first = 0;
            for (int row = from; row < to; row += stage.BandRows)
            {
                int end = Math.Min(row + stage.BandRows, to);
                int wanted = stage.FirstMid(row);
                int kept = Math.Max(0, there - wanted);
                if (kept > 0)
                {
                    int bytes = kept * stage.MidRow;
                    mid.Span.Slice((wanted - first) * stage.MidRow, bytes).CopyTo(mid.Span);
                }

                first = wanted;
                there = stage.EndMid(end - 1);
                MakeMid(stage, first, first + kept, there);
                Consume(stage, first, row, end);
            }
        }

        /// <summary>Makes rows [from, to) of mid, the first of which lies in the scratch behind those from first.</summary>
        private void MakeMid(VectorStage stage, int first, int from, int to)
        {
            sbyte* at = mid.At + ((nint)(from - first) * stage.MidRow);
            if (stage.B == null)
            {
                for (int y = from; y < to; y++)
                {
                    ConvolveImage(stage, y, at + ((nint)(y - from) * stage.MidRow));
                }
            }
            else if (to > from)
            {
                Expand(stage, stage.A, from, to - from, at);
                Expand(stage, stage.B, from, to - from, at + stage.Record.A.OutChannels);
            }

            if (stage.Added != null)
            {
                nint skipped = (nint)from * stage.MidRow;
                nint bytes = (nint)(to - from) * stage.MidRow;
                VectorPool.Add(stage.Added.At + skipped, at, bytes, stage.Record.A.ZeroOut);
            }
        }

        /// <summary>One row of conv1: its taps side by side are the input of a 1x1 convolution.</summary>
        private void ConvolveImage(VectorStage stage, int y, sbyte* to)
        {
            ConvolutionRecord conv = stage.Record.A;
            VectorMap image = stage.Input;
            int width = stage.Record.MidWidth;
            sbyte* window = image.At((y * conv.Stride) - conv.Pad, -conv.Pad);
            VectorPool.Gather(conv, window, image.RowBytes, taps.At, width, stage.A.Run);
            VectorWork work = new VectorWork
            {
                Input = taps.At,
                InputStep = stage.A.Run,
                Output = to,
                OutputStep = stage.Record.MidChannels,
                Width = width,
                Pixels = width,
            };
            kernels.Run(stage.A, in work);
        }

        /// <summary>One of both expansions, whose channels lie side by side in mid.</summary>
        private void Expand(VectorStage stage, Panel panel, int y, int rows, sbyte* to)
        {
            VectorMap input = stage.Input;
            int reach = panel.KernelRows / 2;
            VectorWork work = new VectorWork
            {
                Input = input.At(y - reach, -reach),
                InputStep = input.Channels,
                InputGap = input.Gap,
                KernelStep = input.RowBytes,
                Output = to,
                OutputStep = stage.Record.MidChannels,
                Width = stage.Record.MidWidth,
                Pixels = rows * stage.Record.MidWidth,
            };
            kernels.Run(panel, in work);
        }

        /// <summary>Pools rows [from, to), keeps them if they are added later, and applies C.</summary>
        private void Consume(VectorStage stage, int first, int from, int to)
        {
            sbyte* rows = mid.At;
            if (stage.Record.HasPool)
            {
                rows = pooled.At;
                for (int row = from; row < to; row++)
                {
                    int top = stage.FirstMid(row);
                    sbyte* window = mid.At + ((nint)(top - first) * stage.MidRow);
                    sbyte* into = rows + ((nint)(row - from) * stage.PooledRow);
                    VectorPool.Row(stage.Record, window, stage.EndMid(row) - top, into);
                }
            }

            if (stage.Kept != null)
            {
                int bytes = (to - from) * stage.PooledRow;
                new Span<sbyte>(rows, bytes).CopyTo(stage.Kept.Span.Slice(from * stage.PooledRow, bytes));
            }

            Squeeze(stage, rows, from, to - from);
        }

        private void Squeeze(VectorStage stage, sbyte* input, int row, int rows)
        {
            VectorMap? output = stage.Output;
            VectorWork work = new VectorWork
            {
                Input = input,
                InputStep = stage.Record.MidChannels,
                Width = stage.Record.OutWidth,
                Pixels = rows * stage.Record.OutWidth,
            };
            if (output == null)
            {
                work.Sums = Sums;
            }
            else
            {
                work.Output = output.At(row, 0);
                work.OutputStep = output.Channels;
                work.OutputGap = output.Gap;
            }

            kernels.Run(stage.C, in work);
        }
    }
}
