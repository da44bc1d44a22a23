using System;

namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the reference engine.</summary>
    internal sealed class ManagedRunner : Runner
    {
        private const int TicksPerMicrosecond = 10;

        private readonly Blob blob;
        private readonly ReferenceNetwork network;
        private readonly int[] microseconds;

        public ManagedRunner(Blob blob)
        {
            this.blob = blob;
            network = new ReferenceNetwork(blob);
            microseconds = new int[blob.Stages];
        }

        public override BlobHeader Header
        {
            get { return blob.Header; }
        }

        public override bool DecodesEachRun
        {
            get { return false; }
        }

        public override int Cores
        {
            get { return 1; }
        }

        public override string Label(int index)
        {
            return blob.Label(index);
        }

        public override void Begin(Frame frame)
        {
            network.Begin(new ImageSource(frame, blob.Header));
        }

        public override void RunStage(int index)
        {
            long start = DateTime.UtcNow.Ticks;
            network.RunStage(index);
            microseconds[index] = (int)((DateTime.UtcNow.Ticks - start) / TicksPerMicrosecond);
        }

        public override int StageMicroseconds(int index)
        {
            return microseconds[index];
        }

        public override void ReadScores(int[] scores)
        {
            Array.Copy(network.Scores, scores, scores.Length);
        }

        public override void Top(int[] indices, float[] probabilities)
        {
            int[] best = Ranking.Top(network.Scores, indices.Length);
            float[] all = Ranking.Softmax(network.Scores, blob.Header.ScoreScale);
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = best[i];
                probabilities[i] = all[best[i]];
            }
        }

        public override void SelfTest()
        {
            network.SelfTest();
        }

        public override void Close()
        {
        }
    }
}
