namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What drives a camera: the component, or a stand-in in tests. Results as those of NativeCamera.
    /// </summary>
    internal abstract class CameraDriver
    {
        /// <summary>Whether there is a driver.</summary>
        public abstract bool IsAvailable { get; }

        /// <summary>Starts it.</summary>
        public abstract int Open(int[] pins, int[] options, int[] detail);

        /// <summary>Stops it.</summary>
        public abstract int Close();

        /// <summary>Waits for the next frame.</summary>
        public abstract int Grab(int milliseconds);

        /// <summary>Describes a frame.</summary>
        public abstract int Describe(int frame, int[] facts);

        /// <summary>Copies bytes of a frame.</summary>
        public abstract int ReadFrame(int frame, int offset, byte[] bytes);

        /// <summary>Makes a JPEG of a frame and keeps it.</summary>
        public abstract int EncodeJpeg(int frame, int quality, int mostBytes);

        /// <summary>Copies bytes of the JPEG.</summary>
        public abstract int ReadJpeg(int offset, byte[] bytes);

        /// <summary>Forgets the JPEG.</summary>
        public abstract void DropJpeg();

        /// <summary>Gives a frame back.</summary>
        public abstract int Return(int frame);

        /// <summary>Flips frames.</summary>
        public abstract int Orient(bool mirror, bool flip);
    }
}
