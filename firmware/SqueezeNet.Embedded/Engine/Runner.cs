namespace SqueezeNet.Embedded
{
    /// <summary>Executes the stages of an open model. Failures throw ModelException.</summary>
    internal abstract class Runner
    {
        /// <summary>Starts on a frame.</summary>
        public abstract void Begin(Frame frame);

        /// <summary>Starts on a test image.</summary>
        public abstract void BeginGolden(uint seed);

        /// <summary>Runs the next stage.</summary>
        public abstract void RunStage(int index);

        /// <summary>Copies the scores after the last stage, one per class.</summary>
        public abstract void ReadScores(int[] scores);

        /// <summary>Copies the output [h][w][c] of a stage that has run and is not the last.</summary>
        public abstract void ReadTensor(int stage, sbyte[] tensor);

        /// <summary>Runs all golden vectors.</summary>
        public abstract void SelfTest();

        /// <summary>Releases what the runner holds outside managed memory.</summary>
        public abstract void Close();
    }
}
