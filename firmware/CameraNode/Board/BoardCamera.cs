using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Starts a camera.</summary>
    /// <exception cref="CameraException">It does not start.</exception>
    public delegate Camera CameraMaker();

    /// <summary>
    /// The board's camera. It is started at the first frame, so that one that does not start is reported like one that
    /// fails later, and tried again.
    /// </summary>
    public sealed class BoardCamera : ICamera, IDisposable
    {
        private readonly CameraMaker maker;
        private Camera? camera;

        /// <summary>Names a camera.</summary>
        public BoardCamera(CameraMaker maker)
        {
            this.maker = maker;
        }

        /// <inheritdoc/>
        public string FrameName
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public int Restarts
        {
            get { return camera == null ? 0 : camera.Restarts; }
        }

        /// <inheritdoc/>
        public Frame? Capture()
        {
            if (camera == null)
            {
                camera = maker();
            }

            return camera.Capture();
        }

        /// <inheritdoc/>
        public void Release(Frame frame)
        {
            ((CameraFrame)frame).Dispose();
        }

        /// <summary>Stops the camera.</summary>
        public void Dispose()
        {
            if (camera != null)
            {
                camera.Dispose();
                camera = null;
            }
        }
    }
}
