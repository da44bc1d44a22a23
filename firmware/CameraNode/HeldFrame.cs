using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A frame that the camera gets back once, whoever lets go of it.</summary>
    internal sealed class HeldFrame
    {
        private readonly ICamera camera;

        public HeldFrame(ICamera camera, Frame frame)
        {
            this.camera = camera;
            Frame = frame;
        }

        public Frame Frame { get; }

        /// <summary>Whether the camera has it back: nobody may read it any more.</summary>
        public bool IsReleased { get; private set; }

        /// <summary>Gives it back, unless that was done.</summary>
        public void Release()
        {
            if (!IsReleased)
            {
                IsReleased = true;
                camera.Release(Frame);
            }
        }
    }
}
