namespace SqueezeNet.Embedded
{
    /// <summary>A desktop has no camera. Same members as SqueezeNet.Embedded.Native/NativeCamera.cs.</summary>
    internal static class NativeCamera
    {
        /// <summary>Whether this firmware has a camera driver.</summary>
        public static bool IsAvailable()
        {
            return false;
        }

        /// <summary>Starts the driver.</summary>
        /// <param name="pins">
        /// The 16 pins in the order of <see cref="CameraPins"/>; -1 for one that is not wired.
        /// </param>
        /// <param name="options">
        /// Frame size, format, buffers, clock and orientation in the order of CameraOptions.
        /// </param>
        /// <param name="detail">One element: receives the driver's own error.</param>
        public static int Open(int[] pins, int[] options, int[] detail)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>
        /// Stops the driver; frames that are out become invalid, and models that read one are waited for.
        /// </summary>
        public static int Close()
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Waits for the next frame while other managed threads go on.</summary>
        /// <param name="milliseconds">How long.</param>
        /// <returns>A frame's handle, at least 1; NoFrame if none came in time.</returns>
        public static int Grab(int milliseconds)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Describes a frame.</summary>
        /// <param name="frame">From Grab.</param>
        /// <param name="facts">
        /// Receives width, height, bytes, format (PixelFormat) and milliseconds since start-up.
        /// </param>
        public static int Describe(int frame, int[] facts)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Copies bytes of a frame.</summary>
        /// <returns>How many: fewer than asked for at the frame's end.</returns>
        public static int ReadFrame(int frame, int offset, byte[] bytes)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>
        /// Makes a JPEG of a frame, which is kept; one that was is forgotten. Other managed threads go on.
        /// </summary>
        /// <param name="frame">From Grab; it must not be returned meanwhile.</param>
        /// <param name="quality">1..100.</param>
        /// <param name="mostBytes">How long it may be.</param>
        /// <returns>Its bytes, 0 if it would be longer; Memory if there is none for it.</returns>
        public static int EncodeJpeg(int frame, int quality, int mostBytes)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Copies bytes of the JPEG.</summary>
        /// <returns>How many: fewer than asked for at its end.</returns>
        public static int ReadJpeg(int offset, byte[] bytes)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Frees the JPEG's memory.</summary>
        public static void DropJpeg()
        {
        }

        /// <summary>Gives a frame's buffer back to the driver, as soon as no model reads it any more.</summary>
        public static int Return(int frame)
        {
            return (int)ErrorCode.Unsupported;
        }

        /// <summary>Flips frames.</summary>
        public static int Orient(bool mirror, bool flip)
        {
            return (int)ErrorCode.Unsupported;
        }
    }
}
