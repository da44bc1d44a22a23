using System;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Runs a blob stage by stage with vector instructions. The scores are the reference's: sums of 32 bits cannot
    /// differ from those of 20 bits that never saturate (SPEC 1.3). Everything is allocated at the opening.
    /// </summary>
    internal sealed unsafe class VectorNetwork
    {
        private readonly Blob blob;
        private readonly VectorStage[] stages;
        private readonly VectorWorker[] workers;
        private readonly Action<int> runWorker;
        private readonly sbyte[] imageRow;
        private readonly int[] border;
        private RowSource image;
        private int running;

        /// <summary>Prepares a blob.</summary>
        /// <param name="blob">Open; <see cref="Panel.Fits"/> is true of it.</param>
        /// <param name="path">One that this processor has.</param>
        /// <param name="threads">That share an image, at least 1.</param>
        /// <exception cref="ModelException">Memory: there is not enough.</exception>
        public VectorNetwork(Blob blob, VectorPath path, int threads)
        {
            this.blob = blob;
            stages = new VectorStage[blob.Stages];
            for (int k = 0; k < stages.Length; k++)
            {
                stages[k] = new VectorStage(blob, k, k == 0 ? null : stages[k - 1]);
            }

            VectorKernels kernels = VectorKernels.Of(path);
            workers = new VectorWorker[threads];
            for (int i = 0; i < threads; i++)
            {
                workers[i] = new VectorWorker(kernels, stages);
            }

            runWorker = RunWorker;
            imageRow = new sbyte[3 * blob.Header.Width];
            image = new GoldenSource(0);
            border = BorderSums(blob);
            Scores = new int[blob.Header.Classes];
        }

        /// <summary>One score for each class, after the last stage.</summary>
        public int[] Scores { get; }

        /// <summary>Threads that share an image.</summary>
        public int Threads
        {
            get { return workers.Length; }
        }

        /// <summary>Starts on an image, whose rows are read in stage 0.</summary>
        public void Begin(RowSource source)
        {
            image = source;
        }

        /// <summary>Runs a stage; they must be run in order.</summary>
        /// <exception cref="ModelException">Source: the image failed.</exception>
        public void RunStage(int index)
        {
            if (index == 0)
            {
                ReadImage();
            }

            bool isHead = stages[index].Record.IsHead;
            for (int i = 0; isHead && i < workers.Length; i++)
            {
                workers[i].ClearSums();
            }

            running = index;
            if (workers.Length == 1)
            {
                RunWorker(0);
            }
            else
            {
                Parallel.For(0, workers.Length, runWorker);
            }

            if (isHead)
            {
                WriteScores();
            }

            GC.KeepAlive(this);
        }

        /// <summary>The output [h][w][c] of a stage other than the last, after it has run.</summary>
        public sbyte[] StageOutput(int index)
        {
            return stages[index].Output!.ToArray();
        }

        private void RunWorker(int worker)
        {
            VectorStage stage = stages[running];
            int rows = stage.Record.OutHeight;
            workers[worker].Run(stage, rows * worker / workers.Length, rows * (worker + 1) / workers.Length);
        }

        private void ReadImage()
        {
            for (int y = 0; y < blob.Header.Height; y++)
            {
                if (!image.Read(y, imageRow))
                {
                    throw new ModelException(
                        ErrorCode.Source, $"The image gave no row {y}; check the camera and start again with Begin.");
                }

                imageRow.CopyTo(stages[0].Input.Row(y));
            }
        }

        private void WriteScores()
        {
            ConvolutionRecord head = blob.Head;
            for (int o = 0; o < head.OutChannels; o++)
            {
                int index = blob.ClassOf(o);
                if (index >= 0)
                {
                    int sum = border[o];
                    foreach (VectorWorker worker in workers)
                    {
                        sum += worker.Sums[o];
                    }

                    Scores[index] = sum >> stages[^1].C.Shift(o / ConvolutionRecord.Lanes);
                }
            }
        }

        /// <summary>What the positions of a padded head's border add, all of which see its zero point (SPEC 1.5).</summary>
        private static int[] BorderSums(Blob blob)
        {
            ConvolutionRecord head = blob.Head;
            StageRecord stage = blob.Stage(blob.Stages - 1);
            int positions = stage.HeadPositions - (stage.OutHeight * stage.OutWidth);
            int[] sums = new int[head.OutChannels];
            for (int o = 0; positions > 0 && o < sums.Length; o++)
            {
                int sum = blob.Bias(head, o);
                for (int ic = 0; ic < head.InChannels; ic++)
                {
                    sum += head.ZeroIn * blob.Weight(head, o, 0, 0, ic);
                }

                sums[o] = positions * Math.Max(0, sum);
            }

            return sums;
        }
    }
}
