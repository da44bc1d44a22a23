using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Runs a blob layer by layer on whole tensors: the slow, obvious transcription of SPEC.md that every other
    /// backend is tested against. It needs no arena and ignores the plan, but holds a layer at a time in memory.
    /// </summary>
    public sealed class ReferenceNetwork
    {
        private readonly Blob blob;
        private readonly Tensor[] outputs;
        private RowSource image;
        private Tensor kept;
        private int next;
        private int[] scores;

        /// <summary>Prepares to run a blob.</summary>
        public ReferenceNetwork(Blob blob)
        {
            this.blob = blob;
            outputs = new Tensor[blob.Stages - 1];
            image = new GoldenSource(0);
            kept = new Tensor(0, 0, 0);
            next = blob.Stages;
            scores = new int[0];
        }

        /// <summary>One score per class; empty before the last stage has run.</summary>
        public int[] Scores
        {
            get { return scores; }
        }

        /// <summary>Runs all stages on an image.</summary>
        /// <returns>One score per class.</returns>
        /// <exception cref="ModelException">Source: the image failed. Arena: a layer is too large.</exception>
        public int[] Run(RowSource source)
        {
            Begin(source);
            for (int k = 0; k < blob.Stages; k++)
            {
                RunStage(k);
            }

            return scores;
        }

        /// <summary>Starts on an image, whose rows are read in stage 0.</summary>
        public void Begin(RowSource source)
        {
            image = source;
            next = 0;
            scores = new int[0];
        }

        /// <summary>Runs one stage; they must be run in order.</summary>
        /// <exception cref="ModelException">
        /// Argument: it is not this stage's turn. Source: the image failed. Arena: a layer is too large.
        /// </exception>
        public void RunStage(int index)
        {
            if (index != next || index >= blob.Stages)
            {
                throw new ModelException(
                    ErrorCode.Argument, "Stages must be run in order after Begin, each of them once.");
            }

            StageRecord stage = blob.Stage(index);
            Tensor input = stage.IsImage ? ReadImage() : outputs[index - 1];
            Tensor mid = stage.HasB ? Expand(stage, input) : ConvolveImage(stage, input);
            if (stage.Adds)
            {
                mid = Layers.Add(mid, kept, stage.A.ZeroOut);
            }

            if (stage.HasPool)
            {
                mid = Layers.MaxPool(mid, stage.Pool, stage.OutHeight, stage.OutWidth);
            }

            if (stage.Keeps)
            {
                kept = mid;
            }

            if (stage.IsHead)
            {
                scores = Layers.Scores(blob, PadWithZero(stage.C, mid));
            }
            else
            {
                outputs[index] = Layers.Convolve(blob, stage.C, mid);
            }

            next++;
        }

        /// <summary>Output of a stage that has run, [h][w][c]; the last stage has scores instead.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The stage has not run or has no tensor.</exception>
        public sbyte[] StageOutput(int index)
        {
            if (index < 0 || index >= outputs.Length || index >= next)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            return outputs[index].Values;
        }

        /// <summary>Runs every golden vector of the blob.</summary>
        /// <exception cref="ModelException">Golden: scores differ.</exception>
        public void SelfTest()
        {
            for (int i = 0; i < blob.GoldenVectors; i++)
            {
                GoldenVector golden = blob.Golden(i);
                if (!golden.Matches(Run(new GoldenSource(golden.Seed))))
                {
                    throw new ModelException(
                        ErrorCode.Golden,
                        $"Golden vector {i} gives other scores: build the blob again with a current 'sqnet build'.");
                }
            }
        }

        private Tensor ReadImage()
        {
            BlobHeader header = blob.Header;
            Tensor tensor = new Tensor(header.Height, header.Width, 3);
            sbyte[] row = new sbyte[header.Width * 3];
            for (int y = 0; y < header.Height; y++)
            {
                if (!image.Read(y, row))
                {
                    throw new ModelException(
                        ErrorCode.Source, $"The image gave no row {y}; check the camera and start again with Begin.");
                }

                Array.Copy(row, 0, tensor.Values, tensor.At(y, 0), row.Length);
            }

            return tensor;
        }

        private Tensor ConvolveImage(StageRecord stage, Tensor input)
        {
            return Layers.Convolve(blob, stage.A, Layers.Pad(input, stage.A.Pad, blob.Header.Padding));
        }

        private Tensor Expand(StageRecord stage, Tensor input)
        {
            Tensor pointwise = Layers.Convolve(blob, stage.A, input);
            Tensor spatial = Layers.Convolve(blob, stage.B, PadWithZero(stage.B, input));
            return Layers.Concatenate(pointwise, spatial);
        }

        private static Tensor PadWithZero(ConvolutionRecord c, Tensor input)
        {
            return Layers.Pad(input, c.Pad, Layers.Constant(input.Channels, c.ZeroIn));
        }
    }
}
