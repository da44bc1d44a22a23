using SqueezeNet.Embedded;

namespace CameraNode.Tests
{
    /// <summary>The brightness of a half of a frame.</summary>
    /// <param name="frame">From 1.</param>
    /// <param name="isRight">Which half.</param>
    internal delegate byte SceneLight(int frame, bool isRight);

    /// <summary>A camera before two grey walls, side by side, that may change.</summary>
    internal sealed class FakeScene : ICamera
    {
        private const int Width = 32;
        private const int Height = 16;

        private readonly int count;
        private readonly SceneLight light;
        private int taken;

        public FakeScene(int count, SceneLight light)
        {
            this.count = count;
            this.light = light;
        }

        public string FrameName
        {
            get { return taken.ToString(); }
        }

        public int Restarts
        {
            get { return 0; }
        }

        public void Refresh()
        {
        }

        public Frame? Capture()
        {
            return taken < count ? Take() : null;
        }

        public void Release(Frame frame)
        {
        }

        private Frame Take()
        {
            taken++;
            byte[] pixels = new byte[Width * Height];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = light(taken, i % Width >= Width / 2);
            }

            return new Frame(pixels, Width, Height, PixelFormat.Gray8);
        }
    }
}
