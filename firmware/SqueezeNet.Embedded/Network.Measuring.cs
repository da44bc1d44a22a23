using System;

namespace SqueezeNet.Embedded
{
    /// <content>What a board measures of a network.</content>
    public sealed partial class Network
    {
        /// <summary>
        /// Runs stages on at most so many cores from now on, as <see cref="NetworkOptions.Cores"/> does from the start.
        /// </summary>
        /// <param name="most">How many; 0: on all there are.</param>
        /// <exception cref="ModelException">Unsupported: the backend is not the native one.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void LimitCores(int most)
        {
            RequireOpen();
            if (most < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(most));
            }

            runner.LimitCores(most);
        }

        /// <summary>
        /// Counts stages that run from now on in cycles of the core that runs them, or in microseconds, as from the
        /// start. <see cref="StageMilliseconds"/> is right either way.
        /// </summary>
        /// <exception cref="ModelException">Unsupported: nobody counts cycles here.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public void CountCycles(bool cycles)
        {
            RequireOpen();
            runner.CountCycles(cycles);
        }

        /// <summary>
        /// What a stage took when it last ran: cycles after <see cref="CountCycles"/>, else microseconds.
        /// </summary>
        /// <param name="index">0 .. Stages - 1.</param>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public int StageTicks(int index)
        {
            RequireOpen();
            return runner.StageTicks(index);
        }

        /// <summary>
        /// Cycles that reading takes where the model lies, from its first byte and over again, as <see
        /// cref="BoardMeter.ReadCycles"/> has it of other memories.
        /// </summary>
        /// <param name="kilobytes">How much: 1..<see cref="BoardMeter.MostKilobytes"/>.</param>
        /// <exception cref="ModelException">Unsupported: nobody counts. Argument: no such length.</exception>
        /// <exception cref="ObjectDisposedException">The network is closed.</exception>
        public int ReadCycles(int kilobytes)
        {
            RequireOpen();
            return runner.ReadCycles(kilobytes);
        }
    }
}
