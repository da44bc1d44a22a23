using System.Runtime.CompilerServices;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// The camera on the device: the interop component over espressif/esp32-camera. There is one camera. Same members
    /// as Desktop/NativeCamera.Desktop.cs. Results are 0 or positive, or a negative ErrorCode; a null
    /// array is an ArgumentNullException; everything is a NotSupportedException where the firmware has no such
    /// component.
    /// </summary>
    internal static class NativeCamera
    {
        /// <summary>Whether this firmware has a camera driver.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern bool IsAvailable();

        /// <summary>Starts the driver.</summary>
        /// <param name="pins">
        /// The 16 pins in the order of CameraPins; -1 for one that is not wired.
        /// </param>
        /// <param name="options">
        /// Frame size, format, buffers, clock and orientation in the order of CameraOptions.
        /// </param>
        /// <param name="detail">One element: receives the driver's own error.</param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Open(int[] pins, int[] options, int[] detail);

        /// <summary>
        /// Stops the driver; frames that are out become invalid, and models that read one are waited for.
        /// </summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Close();

        /// <summary>Waits for the next frame while other managed threads go on.</summary>
        /// <param name="milliseconds">How long.</param>
        /// <returns>A frame's handle, at least 1; NoFrame if none came in time.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Grab(int milliseconds);

        /// <summary>Describes a frame.</summary>
        /// <param name="frame">From Grab.</param>
        /// <param name="facts">
        /// Receives width, height, bytes, format (PixelFormat) and milliseconds since start-up.
        /// </param>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Describe(int frame, int[] facts);

        /// <summary>Copies bytes of a frame.</summary>
        /// <returns>How many: fewer than asked for at the frame's end.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadFrame(int frame, int offset, byte[] bytes);

        /// <summary>
        /// Makes a JPEG of a frame, which is kept; one that was is forgotten. Other managed threads go on.
        /// </summary>
        /// <param name="frame">From Grab; it must not be returned meanwhile.</param>
        /// <param name="quality">1..100.</param>
        /// <param name="mostBytes">How long it may be.</param>
        /// <returns>Its bytes, 0 if it would be longer; Memory if there is none for it.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int EncodeJpeg(int frame, int quality, int mostBytes);

        /// <summary>Copies bytes of the JPEG.</summary>
        /// <returns>How many: fewer than asked for at its end.</returns>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int ReadJpeg(int offset, byte[] bytes);

        /// <summary>Frees the JPEG's memory.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void DropJpeg();

        /// <summary>Gives a frame's buffer back to the driver, as soon as no model reads it any more.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Return(int frame);

        /// <summary>Flips frames.</summary>
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Orient(bool mirror, bool flip);
    }
}
