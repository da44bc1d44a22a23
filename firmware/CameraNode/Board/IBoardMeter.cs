using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// What a board measures of itself and of a model: see <see cref="BoardMeter"/> and <see cref="Network"/>. All of
    /// it throws a <see cref="ModelException"/> where it cannot be had.
    /// </summary>
    public interface IBoardMeter
    {
        /// <summary>Cycles in a microsecond.</summary>
        int CyclesInMicrosecond();

        /// <summary>Bytes that are free.</summary>
        int FreeBytes(BoardMemory memory);

        /// <summary>Bytes of the largest block that is free.</summary>
        int LargestBlock(BoardMemory memory);

        /// <summary>The fewest bytes that were free since the start.</summary>
        int LeastFreeBytes(BoardMemory memory);

        /// <summary>Bytes of a thread's stack that it has never used.</summary>
        int StackLeft(BoardThread thread);

        /// <summary>Cycles that reading a memory takes.</summary>
        int ReadCycles(BoardMemory memory, int kilobytes);

        /// <summary>Cycles that reading takes where a model lies.</summary>
        int ReadCycles(Network model, int kilobytes);

        /// <summary>Counts a model's stages in cycles from now on.</summary>
        void CountCycles(Network model);

        /// <summary>Runs a model's stages on at most so many cores from now on.</summary>
        void LimitCores(Network model, int most);

        /// <summary>On how many cores the last stage ran.</summary>
        int Cores(Network model);

        /// <summary>What a stage took when it last ran.</summary>
        int StageTicks(Network model, int stage);
    }
}
