using System;
using System.Threading;
using nanoFramework.Hardware.Esp32;

namespace CameraNode
{
    /// <summary>The real time since start-up, which no time server can turn back.</summary>
    public sealed class SystemClock : IClock
    {
        /// <inheritdoc/>
        public long Milliseconds
        {
            get { return (long)(HighResTimer.GetCurrent() / 1000); }
        }

        /// <inheritdoc/>
        public DateTime UtcNow
        {
            get { return DateTime.UtcNow; }
        }

        /// <inheritdoc/>
        public void Wait(int milliseconds, AutoResetEvent wake)
        {
            wake.WaitOne(milliseconds, false);
        }
    }
}
