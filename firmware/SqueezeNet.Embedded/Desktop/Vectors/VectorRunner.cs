namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the vector engine.</summary>
    internal sealed class VectorRunner : BlobRunner
    {
        private readonly VectorNetwork network;
        private VectorImage? image;

        public VectorRunner(Blob blob, VectorNetwork network)
            : base(blob)
        {
            this.network = network;
        }

        public override Backend Backend
        {
            get { return Backend.Vector; }
        }

        public override int Cores
        {
            get { return network.Threads; }
        }

        protected override int[] Scores
        {
            get { return network.Scores; }
        }

        public override void Begin(Frame frame)
        {
            if (image == null || !image.Take(frame))
            {
                image = new VectorImage(
                    frame, Header.Width, Header.Height, Header.CropNumerator, Header.CropDenominator);
            }

            network.Begin(image);
        }

        public override void SelfTest()
        {
            for (int i = 0; i < Blob.GoldenVectors; i++)
            {
                GoldenVector golden = Blob.Golden(i);
                network.Begin(new GoldenSource(golden.Seed));
                for (int k = 0; k < Blob.Stages; k++)
                {
                    network.RunStage(k);
                }

                if (!golden.Matches(network.Scores))
                {
                    throw new ModelException(
                        ErrorCode.Golden,
                        $"Golden vector {i} gives other scores: build the blob again with a current 'sqnet build'.");
                }
            }
        }

        protected override void Execute(int stage)
        {
            network.RunStage(stage);
        }
    }
}
