namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the vector engine.</summary>
    internal sealed class VectorRunner : BlobRunner
    {
        private readonly VectorNetwork network;
        private VectorImage? image;
        private VectorImage? small;

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

        public override void Begin(Frame frame, ImageView view)
        {
            image = Prepare(image, frame, view, Header.Width, Header.Height);
            network.Begin(image);
        }

        public override void ReadLuma(Frame frame, ImageView view, byte[] luma)
        {
            small = Prepare(small, frame, view, LumaGrid.Side, LumaGrid.Side);
            LumaGrid.Read(small, luma);
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

        private VectorImage Prepare(VectorImage? last, Frame frame, ImageView view, int width, int height)
        {
            return last != null && last.Take(frame, view)
                ? last
                : new VectorImage(frame, view, view.Rectangle(frame.Width, frame.Height, Header), width, height);
        }
    }
}
