using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A network that classifies images. Either <see cref="Classify(Frame)"/> does everything, or <see
    /// cref="Begin(Frame)"/> and one <see cref="RunStage"/> after the other. Not safe for use by several threads at
    /// once; other threads may do other things while a stage runs (<see cref="NetworkOptions.Background"/>).
    /// </summary>
    public sealed class Network : IDisposable
    {
        private const int NotBegun = -1;

        private readonly Runner runner;
        private readonly int[] scores;
        private int next = NotBegun;
        private bool disposed;

        private Network(Runner runner)
        {
            this.runner = runner;
            scores = new int[runner.Header.Classes];
        }

        /// <summary>What executes it, never Automatic.</summary>
        public Backend Backend
        {
            get { return runner.Backend; }
        }

        /// <summary>The model's name.</summary>
        public string Name
        {
            get { return runner.Header.Name; }
        }

        /// <summary>Width of the network's input in pixels; frames of any size are resampled to it.</summary>
        public int Width
        {
            get { return runner.Header.Width; }
        }

        /// <summary>Height of the network's input in pixels.</summary>
        public int Height
        {
            get { return runner.Header.Height; }
        }

        /// <summary>Number of classes.</summary>
        public int Classes
        {
            get { return runner.Header.Classes; }
        }

        /// <summary>Number of stages of a run.</summary>
        public int Stages
        {
            get { return runner.Header.Stages; }
        }

        /// <summary>CRC-32 of the model: its identity.</summary>
        public uint Crc
        {
            get { return runner.Header.Crc; }
        }

        /// <summary>The model's header.</summary>
        public BlobHeader Header
        {
            get { return runner.Header; }
        }

        /// <summary>Whether packed weights are decoded in each run (<see cref="NetworkOptions.Decoding"/>).</summary>
        public bool DecodesEachRun
        {
            get { return runner.DecodesEachRun; }
        }

        /// <summary>
        /// On how many cores the last stage ran: 1 too if there was no memory for the second one's thread. 0 before the
        /// first.
        /// </summary>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public int Cores
        {
            get
            {
                RequireOpen();
                return runner.Cores;
            }
        }

        /// <summary>The scores of the last run, one per class.</summary>
        /// <exception cref="InvalidOperationException">Not all stages have run.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public int[] Scores
        {
            get
            {
                RequireFinished();
                return (int[])scores.Clone();
            }
        }

        /// <summary>
        /// Bytes that the native component holds now outside managed memory, for all networks and the camera; 0 without
        /// the component and on a desktop.
        /// </summary>
        public static int NativeBytes
        {
            get { return NativeRunner.AllocatedBytes(); }
        }

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

        /// <summary>Label of a class; empty if the model has no labels.</summary>
        /// <param name="index">0 .. Classes - 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public string Label(int index)
        {
            RequireOpen();
            if (index < 0 || index >= Classes)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            return runner.Label(index);
        }

        /// <summary>Starts a run. The frame must not change until stage 0 is done.</summary>
        /// <exception cref="ModelException">The backend failed.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void Begin(Frame frame)
        {
            RequireOpen();
            if (frame == null)
            {
                throw new ArgumentNullException(nameof(frame));
            }

            next = NotBegun;
            runner.Begin(frame);
            next = 0;
        }

        /// <summary>Runs one stage.</summary>
        /// <param name="index">0 .. Stages - 1; they must be run in order.</param>
        /// <exception cref="InvalidOperationException">It is another stage's turn.</exception>
        /// <exception cref="ModelException">The backend failed; start again with Begin.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void RunStage(int index)
        {
            RequireOpen();
            if (index != next || index >= Stages)
            {
                throw new InvalidOperationException("Call Begin, then run stages 0, 1, 2... in order, each once.");
            }

            next = NotBegun;
            runner.RunStage(index);
            if (index == Stages - 1)
            {
                runner.ReadScores(scores);
            }

            next = index + 1;
        }

        /// <summary>Runs all stages on a frame.</summary>
        /// <returns>The best class.</returns>
        /// <exception cref="ModelException">The backend failed.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public Classification Classify(Frame frame)
        {
            Begin(frame);
            for (int k = 0; k < Stages; k++)
            {
                RunStage(k);
            }

            return Top(1)[0];
        }

        /// <summary>The best classes of the last run, best first; the lower index first among equal scores.</summary>
        /// <param name="k">How many; no more than Classes are returned.</param>
        /// <exception cref="InvalidOperationException">Not all stages have run.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public Classification[] Top(int k)
        {
            RequireFinished();
            int[] top = new int[k < 0 ? 0 : k < Classes ? k : Classes];
            float[] probabilities = new float[top.Length];
            if (top.Length > 0)
            {
                runner.Top(top, probabilities);
            }

            Classification[] best = new Classification[top.Length];
            for (int i = 0; i < top.Length; i++)
            {
                best[i] = new Classification(top[i], runner.Label(top[i]), scores[top[i]], probabilities[i]);
            }

            return best;
        }

        /// <summary>How long a stage took when it last ran, in milliseconds.</summary>
        /// <param name="index">0 .. Stages - 1.</param>
        public double StageMilliseconds(int index)
        {
            return runner.StageMicroseconds(index) / 1000.0;
        }

        /// <summary>Runs the model's golden vectors, if it has any. A run that had been started is lost.</summary>
        /// <exception cref="ModelException">Golden: the scores differ from those the packer computed.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void SelfTest()
        {
            RequireOpen();
            next = NotBegun;
            runner.SelfTest();
        }

        /// <summary>Closes the network; closing it again does nothing.</summary>
        public void Dispose()
        {
            if (!disposed)
            {
                disposed = true;
                runner.Close();
            }
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

        private void RequireFinished()
        {
            RequireOpen();
            if (next != Stages)
            {
                throw new InvalidOperationException("There are no scores yet: run all stages first.");
            }
        }

        private void RequireOpen()
        {
            if (disposed)
            {
                throw new ObjectDisposedException(nameof(Network));
            }
        }
    }
}
