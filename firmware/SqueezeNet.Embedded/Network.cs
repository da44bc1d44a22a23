using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// A network that classifies pictures. Either <see cref="Classify(Frame)"/> does everything, or
    /// <see cref="Begin(Frame)"/> and one <see cref="RunStage"/> after the other leave time for other threads between.
    /// Not safe for use by several threads at once.
    /// </summary>
    public sealed class Network : IDisposable
    {
        private const int NotBegun = -1;

        private readonly Blob blob;
        private readonly Runner runner;
        private readonly int[] scores;
        private readonly long[] stageTicks;
        private int next = NotBegun;
        private bool disposed;

        private Network(Blob blob, Runner runner)
        {
            this.blob = blob;
            this.runner = runner;
            scores = new int[blob.Header.Classes];
            stageTicks = new long[blob.Stages];
        }

        /// <summary>The model's name.</summary>
        public string Name
        {
            get { return blob.Header.Name; }
        }

        /// <summary>Width of the network's input in pixels; frames of any size are resampled to it.</summary>
        public int Width
        {
            get { return blob.Header.Width; }
        }

        /// <summary>Height of the network's input in pixels.</summary>
        public int Height
        {
            get { return blob.Header.Height; }
        }

        /// <summary>Number of classes.</summary>
        public int Classes
        {
            get { return blob.Header.Classes; }
        }

        /// <summary>Number of stages of a run.</summary>
        public int Stages
        {
            get { return blob.Stages; }
        }

        /// <summary>CRC-32 of the model: its identity.</summary>
        public uint Crc
        {
            get { return blob.Header.Crc; }
        }

        /// <summary>The model itself.</summary>
        public Blob Blob
        {
            get { return blob; }
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

        /// <summary>Opens a model; everything in it but the saturation proof is checked, its CRC included.</summary>
        /// <param name="blob">The model. It is kept and must not change.</param>
        /// <param name="backend">What is to execute it.</param>
        /// <exception cref="BlobException">The bytes are not a valid model.</exception>
        /// <exception cref="ModelException">The backend is not there or has not enough memory.</exception>
        public static Network Open(byte[] blob, Backend backend)
        {
            if (blob == null)
            {
                throw new ArgumentNullException(nameof(blob));
            }

            if (backend == Backend.Managed)
            {
                Blob model = Blob.Open(blob);
                return new Network(model, new ManagedRunner(model));
            }

            NativeRunner native = NativeRunner.Open(blob);
            try
            {
                return new Network(Blob.Open(blob, OpenChecks.None), native);
            }
            catch (BlobException)
            {
                native.Close();
                throw;
            }
        }

        /// <summary>Label of a class; empty if the model has no labels.</summary>
        /// <param name="index">0 .. Classes - 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public string Label(int index)
        {
            RequireOpen();
            return blob.Label(index);
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
            long start = DateTime.UtcNow.Ticks;
            runner.RunStage(index);
            stageTicks[index] = DateTime.UtcNow.Ticks - start;
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
            int[] top = Ranking.Top(scores, k);
            float[] probabilities = Ranking.Softmax(scores, blob.Header.ScoreScale);
            Classification[] answers = new Classification[top.Length];
            for (int i = 0; i < top.Length; i++)
            {
                int index = top[i];
                answers[i] = new Classification(index, blob.Label(index), scores[index], probabilities[index]);
            }

            return answers;
        }

        /// <summary>How long a stage took when it last ran, in milliseconds.</summary>
        /// <param name="index">0 .. Stages - 1.</param>
        public double StageMilliseconds(int index)
        {
            return (double)stageTicks[index] / TimeSpan.TicksPerMillisecond;
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

        private void RequireOpen()
        {
            if (disposed)
            {
                throw new ObjectDisposedException(nameof(Network));
            }
        }
    }
}
