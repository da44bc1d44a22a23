using System.Threading;

namespace CameraNode
{
    /// <summary>A node's waits, which a stop ends from any thread.</summary>
    internal sealed class StopSignal
    {
        private readonly IClock clock;
        private readonly AutoResetEvent wake = new AutoResetEvent(false);
        private readonly object gate = new object();
        private bool isSet;

        public StopSignal(IClock clock)
        {
            this.clock = clock;
        }

        /// <summary>Whether the node is to stop.</summary>
        public bool IsSet
        {
            get
            {
                lock (gate)
                {
                    return isSet;
                }
            }
        }

        /// <summary>Asks for a stop.</summary>
        public void Set()
        {
            lock (gate)
            {
                isSet = true;
            }

            wake.Set();
        }

        /// <summary>Ends a wait, because something has happened.</summary>
        public void Wake()
        {
            wake.Set();
        }

        /// <summary>Waits for a moment or a stop.</summary>
        public void WaitUntil(long moment)
        {
            while (clock.Milliseconds < moment && !IsSet)
            {
                WaitOnce(moment);
            }
        }

        /// <summary>Waits for a moment, or until anything happens.</summary>
        public void WaitOnce(long moment)
        {
            if (!IsSet)
            {
                WaitAnyway(moment);
            }
        }

        /// <summary>Waits for a moment, or until anything happens, even after a stop.</summary>
        public void WaitAnyway(long moment)
        {
            long left = moment - clock.Milliseconds;
            if (left > 0)
            {
                clock.Wait(left < int.MaxValue ? (int)left : int.MaxValue, wake);
            }
        }
    }
}
