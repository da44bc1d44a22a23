using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A network that classifies images. Either <see cref="Classify(Frame)"/> does everything, or <see
    /// cref="Begin(Frame)"/> and one <see cref="RunStage"/> after the other. Not safe for use by several threads at
    /// once; other threads may do other things while a stage runs (<see cref="NetworkOptions.Background"/>).
    /// </summary>
    public sealed partial class Network : IDisposable
    {
        /// <summary>Rows and columns of the grid of <see cref="ReadLuma"/>.</summary>
        public const int LumaSide = LumaGrid.Side;

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
            Begin(frame, ImageView.Default);
        }

        /// <summary>Starts a run on what a view has of a frame.</summary>
        /// <exception cref="ModelException">The backend failed.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void Begin(Frame frame, ImageView view)
        {
            Require(frame, view);
            next = NotBegun;
            runner.Begin(frame, view);
            next = 0;
        }

        /// <summary>
        /// Reads how bright what a view has of a frame is, on a grid of <see cref="LumaSide"/> x LumaSide: what changes
        /// there is worth a run. A run that had been started is lost.
        /// </summary>
        /// <param name="frame">The frame.</param>
        /// <param name="view">What is seen of it.</param>
        /// <param name="luma">Receives the grid, row by row; LumaSide x LumaSide long.</param>
        /// <exception cref="ModelException">The backend failed.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void ReadLuma(Frame frame, ImageView view, byte[] luma)
        {
            Require(frame, view);
            if (luma == null || luma.Length != LumaGrid.Cells)
            {
                throw new ArgumentOutOfRangeException(nameof(luma));
            }

            next = NotBegun;
            runner.ReadLuma(frame, view, luma);
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
            return Classify(frame, ImageView.Default);
        }

        /// <summary>Runs all stages on what a view has of a frame.</summary>
        /// <returns>The best class.</returns>
        /// <exception cref="ModelException">The backend failed.</exception>
        public Classification Classify(Frame frame, ImageView view)
        {
            Begin(frame, view);
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

        private void RequireFinished()
        {
            RequireOpen();
            if (next != Stages)
            {
                throw new InvalidOperationException("There are no scores yet: run all stages first.");
            }
        }

        private void Require(Frame frame, ImageView view)
        {
            RequireOpen();
            if (frame == null)
            {
                throw new ArgumentNullException(nameof(frame));
            }

            if (view == null)
            {
                throw new ArgumentNullException(nameof(view));
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
