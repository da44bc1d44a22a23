using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A frame in the camera's own buffer. The native engine reads it there; dispose of it after stage 0 at the latest, or
    /// the camera runs out of buffers.
    /// </summary>
    public sealed class CameraFrame : Frame, IDisposable
    {
        private bool returned;

        internal CameraFrame(int handle, int bytes, int width, int height, PixelFormat format, int milliseconds)
            : base(bytes, width, height, format)
        {
            Handle = handle;
            Milliseconds = milliseconds;
        }

        /// <summary>When it was taken, in milliseconds since the start-up.</summary>
        public int Milliseconds { get; }

        internal int Handle { get; }

        /// <summary>
        /// Gives the buffer back to the camera, at once or when a stage that still reads it has ended; again does nothing.
        /// </summary>
        public void Dispose()
        {
            if (!returned)
            {
                returned = true;
                NativeCamera.Return(Handle);
            }
        }

        /// <inheritdoc/>
        private protected override byte[] Copy()
        {
            byte[] copy = new byte[Stride * Height];
            if (NativeCamera.ReadFrame(Handle, 0, copy) != copy.Length)
            {
                throw new CameraException(ErrorCode.Closed, "The frame has been returned to the camera; capture another.");
            }

            return copy;
        }
    }
}
