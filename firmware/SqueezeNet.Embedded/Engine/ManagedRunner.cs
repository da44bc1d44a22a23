namespace SqueezeNet.Embedded
{
    /// <summary>Runs a model on the reference engine.</summary>
    internal sealed class ManagedRunner : BlobRunner
    {
        private readonly ReferenceNetwork network;

        public ManagedRunner(Blob blob)
            : base(blob)
        {
            network = new ReferenceNetwork(blob);
        }

        public override Backend Backend
        {
            get { return Backend.Managed; }
        }

        public override int Cores
        {
            get { return 1; }
        }

        protected override int[] Scores
        {
            get { return network.Scores; }
        }

        public override void Begin(Frame frame, ImageView view)
        {
            network.Begin(new ImageSource(frame, view, Header));
        }

        public override void ReadLuma(Frame frame, ImageView view, byte[] luma)
        {
            CropRectangle crop = view.Rectangle(frame.Width, frame.Height, Header);
            LumaGrid.Read(new ImageSource(frame, view, crop, LumaGrid.Side, LumaGrid.Side), luma);
        }

        public override void SelfTest()
        {
            network.SelfTest();
        }

        protected override void Execute(int stage)
        {
            network.RunStage(stage);
        }
    }
}
