using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A frame in the camera's own buffer. The native engine reads it there; dispose of it after stage 0 at the latest,
    /// or the camera runs out of buffers.
    /// </summary>
    public sealed class CameraFrame : Frame, IDisposable
    {
        private readonly CameraDriver driver;
        private bool returned;

        /// <summary>Describes a frame.</summary>
        /// <param name="driver">Where it belongs.</param>
        /// <param name="handle">What it is called there.</param>
        /// <param name="facts">Width, height, bytes, format and milliseconds: NativeCamera.Describe.</param>
        internal CameraFrame(CameraDriver driver, int handle, int[] facts)
            : base(facts[2], facts[0], facts[1], (PixelFormat)facts[3])
        {
            this.driver = driver;
            Handle = handle;
            Milliseconds = facts[4];
        }

        /// <summary>When it was taken, in milliseconds since the start-up.</summary>
        public int Milliseconds { get; }

        internal int Handle { get; }

        /// <summary>
        /// Gives the buffer back to the camera, at once or when a stage that still reads it has ended; again does
        /// nothing.
        /// </summary>
        public void Dispose()
        {
            if (!returned)
            {
                returned = true;
                driver.Return(Handle);
            }
        }

        /// <inheritdoc/>
        private protected override byte[] Copy()
        {
            byte[] copy = new byte[Stride * Height];
            if (returned || driver.ReadFrame(Handle, 0, copy) != copy.Length)
            {
                throw new CameraException(
                    ErrorCode.Closed, "The frame has been returned to the camera; capture another.");
            }

            return copy;
        }
    }
}
