using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A frame that the camera gets back once, whoever lets go of it.</summary>
    internal sealed class HeldFrame
    {
        private readonly ICamera camera;
        private bool isReleased;

        public HeldFrame(ICamera camera, Frame frame)
        {
            this.camera = camera;
            Frame = frame;
        }

        public Frame Frame { get; }

        /// <summary>Gives it back, unless that was done.</summary>
        public void Release()
        {
            if (!isReleased)
            {
                isReleased = true;
                camera.Release(Frame);
            }
        }
    }
}
