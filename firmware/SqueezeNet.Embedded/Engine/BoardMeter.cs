namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What a board measures of itself. Each figure throws a <see cref="ModelException"/> where it cannot be had:
    /// Unsupported on a desktop, without the native engine, and for what nobody counts.
    /// </summary>
    public static class BoardMeter
    {
        /// <summary>Most kilobytes that one reading takes.</summary>
        public const int MostKilobytes = 8192;

        internal const int FromModel = 2;

        // nanoframework-native/interop/sqnet_measure.h has the same numbers.
        private const int Clock = 0;
        private const int Free = 1;
        private const int Largest = 2;
        private const int Least = 3;
        private const int Stack = 4;

        /// <summary>Cycles in a microsecond of the clock that stages and reads are counted with.</summary>
        /// <exception cref="ModelException">Unsupported: there is no such clock.</exception>
        public static int CyclesInMicrosecond()
        {
            return Get(Clock, 0);
        }

        /// <summary>Bytes that are free.</summary>
        /// <exception cref="ModelException">Unsupported: nobody counts. Argument: no such memory.</exception>
        public static int FreeBytes(BoardMemory memory)
        {
            return Get(Free, (int)memory);
        }

        /// <summary>Bytes of the largest block that is free.</summary>
        /// <exception cref="ModelException">Unsupported: nobody counts. Argument: no such memory.</exception>
        public static int LargestBlock(BoardMemory memory)
        {
            return Get(Largest, (int)memory);
        }

        /// <summary>The fewest bytes that were free since the start.</summary>
        /// <exception cref="ModelException">Unsupported: nobody counts. Argument: no such memory.</exception>
        public static int LeastFreeBytes(BoardMemory memory)
        {
            return Get(Least, (int)memory);
        }

        /// <summary>Bytes of a thread's stack that it has never used.</summary>
        /// <exception cref="ModelException">
        /// Closed: the thread does not run. Unsupported: nobody counts. Argument: no such thread.
        /// </exception>
        public static int StackLeft(BoardThread thread)
        {
            return Get(Stack, (int)thread);
        }

        /// <summary>
        /// Reads through a block of a memory, 8 KB of internal or 256 KB of external memory, again and again. All other
        /// managed threads wait meanwhile; interrupts are in it, so take the least of several.
        /// </summary>
        /// <param name="memory">What is read.</param>
        /// <param name="kilobytes">How much: 1..<see cref="MostKilobytes"/>.</param>
        /// <returns>The cycles that it has taken, those of the loop itself included.</returns>
        /// <exception cref="ModelException">
        /// Memory: there is no such block. Unsupported: nobody counts. Argument: no such memory or length.
        /// </exception>
        public static int ReadCycles(BoardMemory memory, int kilobytes)
        {
            RequireEngine();
            int from = memory == BoardMemory.Internal || memory == BoardMemory.External ? (int)memory : -1;
            return Require(NativeEngine.MeasureRead(from, 0, kilobytes));
        }

        /// <summary>Gives a result, unless it is an error.</summary>
        internal static int Require(int result)
        {
            if (result < 0)
            {
                throw new ModelException((ErrorCode)result, Explain((ErrorCode)result));
            }

            return result;
        }

        private static int Get(int what, int which)
        {
            RequireEngine();
            return Require(NativeEngine.Measure(what, which));
        }

        private static void RequireEngine()
        {
            if (!NativeRunner.IsEngineThere())
            {
                throw new ModelException(ErrorCode.Unsupported, NativeEngine.Missing);
            }
        }

        private static string Explain(ErrorCode code)
        {
            switch (code)
            {
                case ErrorCode.Unsupported:
                    return "Nobody counts this here: measure on a board.";
                case ErrorCode.Closed:
                    return "What is to be measured is not open, or does not run: run a stage in the background first.";
                case ErrorCode.Memory:
                    return "There is no memory for the block that is read: close what is not needed.";
                case ErrorCode.Busy:
                    return "A stage still runs: wait until it has ended.";
                default:
                    return "There is no such figure: a memory, a thread or a length is wrong.";
            }
        }
    }
}
