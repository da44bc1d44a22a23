using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Asks the library.</summary>
    public sealed class LibraryMeter : IBoardMeter
    {
        /// <inheritdoc/>
        public int CyclesInMicrosecond()
        {
            return BoardMeter.CyclesInMicrosecond();
        }

        /// <inheritdoc/>
        public int FreeBytes(BoardMemory memory)
        {
            return BoardMeter.FreeBytes(memory);
        }

        /// <inheritdoc/>
        public int LargestBlock(BoardMemory memory)
        {
            return BoardMeter.LargestBlock(memory);
        }

        /// <inheritdoc/>
        public int LeastFreeBytes(BoardMemory memory)
        {
            return BoardMeter.LeastFreeBytes(memory);
        }

        /// <inheritdoc/>
        public int StackLeft(BoardThread thread)
        {
            return BoardMeter.StackLeft(thread);
        }

        /// <inheritdoc/>
        public int ReadCycles(BoardMemory memory, int kilobytes)
        {
            return BoardMeter.ReadCycles(memory, kilobytes);
        }

        /// <inheritdoc/>
        public int ReadCycles(Network model, int kilobytes)
        {
            return model.ReadCycles(kilobytes);
        }

        /// <inheritdoc/>
        public void CountCycles(Network model)
        {
            model.CountCycles(true);
        }

        /// <inheritdoc/>
        public void LimitCores(Network model, int most)
        {
            model.LimitCores(most);
        }

        /// <inheritdoc/>
        public int Cores(Network model)
        {
            return model.Cores;
        }

        /// <inheritdoc/>
        public int StageTicks(Network model, int stage)
        {
            return model.StageTicks(stage);
        }
    }
}
