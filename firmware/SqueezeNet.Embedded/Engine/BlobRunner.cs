using System;

namespace SqueezeNet.Embedded
{
    /// <summary>What engines in C# have in common: they read an open blob.</summary>
    internal abstract class BlobRunner : Runner
    {
        private const int TicksPerMicrosecond = 10;

        private readonly int[] microseconds;

        protected BlobRunner(Blob blob)
        {
            Blob = blob;
            microseconds = new int[blob.Stages];
        }

        public override BlobHeader Header
        {
            get { return Blob.Header; }
        }

        public override bool DecodesEachRun
        {
            get { return false; }
        }

        /// <summary>The open model.</summary>
        protected Blob Blob { get; }

        /// <summary>One score per class, after the last stage.</summary>
        protected abstract int[] Scores { get; }

        public override string Label(int index)
        {
            return Blob.Label(index);
        }

        public override void RunStage(int index)
        {
            long start = DateTime.UtcNow.Ticks;
            Execute(index);
            microseconds[index] = (int)((DateTime.UtcNow.Ticks - start) / TicksPerMicrosecond);
        }

        public override int StageMicroseconds(int index)
        {
            return microseconds[index];
        }

        public override void ReadScores(int[] scores)
        {
            Array.Copy(Scores, scores, scores.Length);
        }

        public override void Top(int[] indices, float[] probabilities)
        {
            int[] best = Ranking.Top(Scores, indices.Length);
            float[] all = Ranking.Softmax(Scores, Blob.Header.ScoreScale);
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = best[i];
                probabilities[i] = all[best[i]];
            }
        }

        public override void Close()
        {
        }

        /// <summary>Runs the next stage.</summary>
        protected abstract void Execute(int stage);
    }
}
