using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>The time of a clock that starts anew with each sleep, as one that goes on over them.</summary>
    public sealed class OffsetClock : IClock
    {
        private readonly IClock clock;
        private readonly long offset;

        /// <summary>Makes a clock.</summary>
        /// <param name="clock">What counts since the start.</param>
        /// <param name="offset">What is added, in milliseconds.</param>
        public OffsetClock(IClock clock, long offset)
        {
            this.clock = clock;
            this.offset = offset;
        }

        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return clock.Milliseconds + offset; }
        }

        /// <inheritdoc/>
        public DateTime UtcNow
        {
            get { return clock.UtcNow; }
        }

        /// <inheritdoc/>
        public void Wait(int milliseconds, AutoResetEvent wake)
        {
            clock.Wait(milliseconds, wake);
        }
    }
}
