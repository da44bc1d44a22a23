using System;

namespace SqueezeNet.Embedded
{
    /// <content>Opening models.</content>
    public sealed partial class Network
    {
        /// <summary>Opens a model; everything in it but the saturation proof is checked, its CRC included.</summary>
        /// <param name="blob">
        /// The model. The backends in C# keep it, and it must not change; the native one copies it.
        /// </param>
        /// <param name="backend">What is to execute it.</param>
        /// <exception cref="BlobException">The bytes are not a valid model.</exception>
        /// <exception cref="ModelException">The backend is not there or has not enough memory.</exception>
        public static Network Open(byte[] blob, Backend backend)
        {
            return Open(blob, new NetworkOptions { Backend = backend });
        }

        /// <summary>Opens a model in memory.</summary>
        /// <param name="blob">
        /// The model. The backends in C# keep it, and it must not change; the native one copies it.
        /// </param>
        /// <param name="options">How to open and run it.</param>
        /// <exception cref="BlobException">The bytes are not a valid model.</exception>
        /// <exception cref="ModelException">The backend is not there or has not enough memory.</exception>
        public static Network Open(byte[] blob, NetworkOptions options)
        {
            if (blob == null)
            {
                throw new ArgumentNullException(nameof(blob));
            }

            Backend backend = Choose(options);
            return new Network(
                backend == Backend.Native ? NativeRunner.Open(blob, options) : OpenManaged(blob, options, backend));
        }

        /// <summary>Opens a model in a file, for example on internal storage or an SD card.</summary>
        /// <param name="path">The file, for example "I:\\model.sqnt".</param>
        /// <param name="options">How to open and run it. Backends in C# must hold all of it in one array.</param>
        /// <exception cref="BlobException">The file is not a valid model.</exception>
        /// <exception cref="ModelException">
        /// Storage: the file cannot be read. Memory, Arena: it needs too much memory. Unsupported: no such backend.
        /// </exception>
        public static Network OpenFile(string path, NetworkOptions options)
        {
            if (path == null)
            {
                throw new ArgumentNullException(nameof(path));
            }

            Backend backend = Choose(options);
            return new Network(
                backend == Backend.Native
                    ? NativeRunner.OpenFile(path, options)
                    : OpenManaged(ModelFile.ReadAll(path), options, backend));
        }

        /// <summary>Opens a model in a flash partition, where it is read in place and takes no memory.</summary>
        /// <param name="label">
        /// The partition's name, at most 16 characters; docs/flashing.md uses "model" and "model2".
        /// </param>
        /// <param name="options">
        /// How to open and run it. Only the native backend reads partitions; on a desktop, where they are files, the
        /// vector one, too.
        /// </param>
        /// <exception cref="BlobException">The partition does not hold a valid model.</exception>
        /// <exception cref="ModelException">
        /// Partition: there is none of this name. Arena: it needs too much memory. Unsupported: no native backend.
        /// </exception>
        public static Network OpenPartition(string label, NetworkOptions options)
        {
            if (label == null)
            {
                throw new ArgumentNullException(nameof(label));
            }

            Backend backend = Choose(options);
            if (backend == Backend.Managed)
            {
                throw new ModelException(
                    ErrorCode.Unsupported,
                    "The managed backend cannot read flash partitions; use Backend.Native, or OpenFile.");
            }

            return new Network(
                backend == Backend.Native
                    ? NativeRunner.OpenPartition(label, options)
                    : OpenManaged(VectorBackend.ReadPartition(label), options, backend));
        }

        private static Runner OpenManaged(byte[] bytes, NetworkOptions options, Backend backend)
        {
            Blob blob = Blob.Open(bytes, options.Checks);
            Runner runner = backend == Backend.Vector
                ? VectorBackend.Open(blob, options.Cores)
                : new ManagedRunner(blob);
            if (options.Progress != null && runner.Header.WeightsEncoding == WeightsEncoding.Packed)
            {
                options.Progress(100);
            }

            return runner;
        }

        private static Backend Choose(NetworkOptions options)
        {
            Check(options);
            if (options.Backend != Backend.Automatic)
            {
                return options.Backend;
            }

            return VectorBackend.IsAvailable && !NativeRunner.IsEngineThere() ? Backend.Vector : Backend.Native;
        }

        private static void Check(NetworkOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }

            bool isBackend = options.Backend >= Backend.Native && options.Backend <= Backend.Automatic;
            bool isTime = options.StageMilliseconds >= 1 && options.StageMilliseconds <= 1000000;
            if (!isBackend || !isTime || options.Cores < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(options));
            }
        }
    }
}
