namespace SqueezeNet.Embedded
{
    /// <summary>A device has no vector engine in C#. Desktop/Vectors/VectorBackend.Desktop.cs has one.</summary>
    internal static class VectorBackend
    {
        /// <summary>Whether there is a vector engine.</summary>
        public static bool IsAvailable
        {
            get { return false; }
        }

        /// <summary>Opens a model.</summary>
        /// <param name="blob">The model.</param>
        /// <param name="threads">That share an image; 0: one.</param>
        /// <exception cref="ModelException">Unsupported, always.</exception>
        public static Runner Open(Blob blob, int threads)
        {
            throw Unsupported();
        }

        /// <summary>The bytes of a partition.</summary>
        /// <exception cref="ModelException">Unsupported, always.</exception>
        public static byte[] ReadPartition(string label)
        {
            throw Unsupported();
        }

        private static ModelException Unsupported()
        {
            return new ModelException(
                ErrorCode.Unsupported, "Backend.Vector is for desktops; use Backend.Automatic or Backend.Native.");
        }
    }
}
