using SqueezeNet.Embedded;
using SqueezeNet.Embedded.Tests.Shared;

namespace CameraNode.Tests
{
    /// <summary>Some frames of the same cat; counts what comes back.</summary>
    internal sealed class FakeStillCamera : ICamera
    {
        private readonly int count;

        public FakeStillCamera(int count)
        {
            this.count = count;
        }

        public int Captures { get; private set; }

        public int Released { get; private set; }

        public string FrameName
        {
            get { return string.Empty; }
        }

        public int Restarts
        {
            get { return 0; }
        }

        public Frame? Capture()
        {
            return Captures < count ? Take() : null;
        }

        public void Release(Frame frame)
        {
            Released++;
        }

        private Frame Take()
        {
            Captures++;
            return TinyModel.MakeFrame(8, 8);
        }
    }
}
