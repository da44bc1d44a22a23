using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A frame in the camera's own buffer. The native engine reads it there; dispose of it after stage 0, or its JPEG,
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

        /// <summary>Makes a JPEG of it, in the driver, without a copy of the frame; other threads go on.</summary>
        /// <param name="quality">1..100.</param>
        /// <param name="mostBytes">How long it may be, at least 1.</param>
        /// <returns>The JPEG; null if it would be longer.</returns>
        /// <exception cref="ArgumentException">An argument is out of range.</exception>
        /// <exception cref="CameraException">
        /// Closed: the frame has been returned. Memory: there is none for it. Unsupported: there is no such driver.
        /// </exception>
        public byte[]? ToJpeg(int quality, int mostBytes)
        {
            if (quality < 1 || quality > 100 || mostBytes < 1)
            {
                throw new ArgumentException("quality must be 1..100, and mostBytes at least 1.");
            }

            int bytes = returned ? (int)ErrorCode.Closed : driver.EncodeJpeg(Handle, quality, mostBytes);
            if (bytes < 0)
            {
                throw new CameraException((ErrorCode)bytes, CameraAdvice.OfJpeg((ErrorCode)bytes));
            }

            return bytes == 0 ? null : ReadJpeg(bytes);
        }

        /// <summary>The driver's memory is free again, also if there is none for the copy.</summary>
        private byte[] ReadJpeg(int bytes)
        {
            try
            {
                byte[] jpeg = new byte[bytes];
                return driver.ReadJpeg(0, jpeg) == bytes
                    ? jpeg
                    : throw new CameraException(ErrorCode.Closed, CameraAdvice.OfJpeg(ErrorCode.Closed));
            }
            finally
            {
                driver.DropJpeg();
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
