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
        /// <summary>The driver fills as many buffers at most (CameraOptions.Buffers) before it is asked.</summary>
        private const int MostBuffers = 3;

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
        public void Refresh()
        {
            for (int i = 0; i < MostBuffers; i++)
            {
                Started().Capture().Dispose();
            }
        }

        /// <inheritdoc/>
        public Frame? Capture()
        {
            return Started().Capture();
        }

        /// <inheritdoc/>
        public void Release(Frame frame)
        {
            ((CameraFrame)frame).Dispose();
        }

        private Camera Started()
        {
            if (camera == null)
            {
                camera = maker();
            }

            return camera;
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
