using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>Ends pulses while the node is busy, waits or hangs.</summary>
    public sealed class PinTimer : IDisposable
    {
        private const int StepMilliseconds = 10;

        private readonly PinBoard board;
        private readonly Timer timer;

        /// <summary>Starts.</summary>
        public PinTimer(PinBoard board)
        {
            this.board = board;
            timer = new Timer(Step, null, StepMilliseconds, StepMilliseconds);
        }

        /// <summary>Ends; everything is off then.</summary>
        public void Dispose()
        {
            timer.Dispose();
            board.AllOff();
        }

        private void Step(object? state)
        {
            board.Update();
        }
    }
}
