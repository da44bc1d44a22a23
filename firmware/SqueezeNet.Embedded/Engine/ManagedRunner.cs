using System;

namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the reference engine.</summary>
    internal sealed class ManagedRunner : Runner
    {
        private readonly Blob blob;
        private readonly ReferenceNetwork network;

        public ManagedRunner(Blob blob)
        {
            this.blob = blob;
            network = new ReferenceNetwork(blob);
        }

        public override void Begin(Frame frame)
        {
            network.Begin(new ImageSource(frame, blob.Header));
        }

        public override void BeginGolden(uint seed)
        {
            network.Begin(new GoldenSource(seed));
        }

        public override void RunStage(int index)
        {
            network.RunStage(index);
        }

        public override void ReadScores(int[] scores)
        {
            Array.Copy(network.Scores, scores, scores.Length);
        }

        public override void ReadTensor(int stage, sbyte[] tensor)
        {
            Array.Copy(network.StageOutput(stage), tensor, tensor.Length);
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
