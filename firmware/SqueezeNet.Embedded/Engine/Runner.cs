namespace SqueezeNet.Embedded
{
    /// <summary>An open model and what executes its stages. Failures throw ModelException.</summary>
    internal abstract class Runner
    {
        /// <summary>What executes the stages.</summary>
        public abstract Backend Backend { get; }

        /// <summary>The model's header.</summary>
        public abstract BlobHeader Header { get; }

        /// <summary>Whether packed weights are decoded in each run.</summary>
        public abstract bool DecodesEachRun { get; }

        /// <summary>On how many cores stages run; 0 if that is not known yet.</summary>
        public abstract int Cores { get; }

        /// <summary>Label of a class, 0 .. classes - 1; empty if the model has none.</summary>
        public abstract string Label(int index);

        /// <summary>Starts on what a view has of a frame.</summary>
        public abstract void Begin(Frame frame, ImageView view);

        /// <summary>Reads the brightness of what a view has of a frame; a run that had begun is lost.</summary>
        /// <param name="frame">The frame.</param>
        /// <param name="view">What is seen of it.</param>
        /// <param name="luma">Receives <see cref="LumaGrid.Cells"/> values.</param>
        public abstract void ReadLuma(Frame frame, ImageView view, byte[] luma);

        /// <summary>Runs the next stage.</summary>
        public abstract void RunStage(int index);

        /// <summary>How long a stage took when it last ran, in microseconds.</summary>
        public abstract int StageMicroseconds(int index);

        /// <summary>Copies the scores after the last stage, one per class.</summary>
        public abstract void ReadScores(int[] scores);

        /// <summary>
        /// The best classes after the last stage, as many as the arrays are long, and their probabilities.
        /// </summary>
        public abstract void Top(int[] indices, float[] probabilities);

        /// <summary>Runs all golden vectors.</summary>
        public abstract void SelfTest();

        /// <summary>Runs stages on at most so many cores from now on; 0: all there are.</summary>
        public virtual void LimitCores(int most)
        {
            throw NotHere();
        }

        /// <summary>Counts stages in cycles from now on, or in microseconds.</summary>
        public virtual void CountCycles(bool cycles)
        {
            if (cycles)
            {
                throw NotHere();
            }
        }

        /// <summary>What a stage took when it last ran, in what is counted.</summary>
        public virtual int StageTicks(int index)
        {
            return StageMicroseconds(index);
        }

        /// <summary>Cycles that reading so many kilobytes takes where the model lies.</summary>
        public virtual int ReadCycles(int kilobytes)
        {
            throw NotHere();
        }

        /// <summary>Releases what the runner holds outside managed memory.</summary>
        public abstract void Close();

        private static ModelException NotHere()
        {
            return new ModelException(
                ErrorCode.Unsupported, "Only the native backend on a board counts that: flash a firmware with it.");
        }
    }
}
