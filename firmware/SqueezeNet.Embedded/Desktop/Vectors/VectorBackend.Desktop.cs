using System;

namespace SqueezeNet.Embedded
{
    /// <summary>The vector engine on a desktop. The members of Device/Vectors/VectorBackend.Device.cs.</summary>
    internal static class VectorBackend
    {
        private const int MostThreads = 32;

        /// <summary>Whether there is a vector engine.</summary>
        public static bool IsAvailable
        {
            get { return true; }
        }

        /// <summary>Opens a model; the reference runs those that no packer writes (<see cref="Panel.Fits"/>).</summary>
        /// <param name="blob">The model.</param>
        /// <param name="threads">That share an image; 0: one.</param>
        /// <exception cref="ModelException">Memory: there is not enough.</exception>
        public static Runner Open(Blob blob, int threads)
        {
            if (!Panel.Fits(blob))
            {
                return new ManagedRunner(blob);
            }

            int count = Math.Clamp(threads, 1, MostThreads);
            return new VectorRunner(blob, new VectorNetwork(blob, VectorPaths.Preferred, count));
        }

        /// <summary>The bytes of a partition.</summary>
        /// <exception cref="ModelException">Partition: there is none of this name.</exception>
        public static byte[] ReadPartition(string label)
        {
            return DesktopPartition.Read(label)
                ?? throw new ModelException(
                    ErrorCode.Partition,
                    $"There is no file '{label}.bin' in the folder that {DesktopPartition.Variable} names.");
        }
    }
}
