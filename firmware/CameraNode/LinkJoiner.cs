using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>
    /// Joins the network beside the node, for one that takes images without it: an access point that is away takes up
    /// to 15 s for each attempt.
    /// </summary>
    internal sealed class LinkJoiner
    {
        /// <summary>More than any attempt takes.</summary>
        private const int BusyMilliseconds = 20000;

        private readonly object gate = new object();
        private readonly NodeParts parts;
        private readonly StopSignal stop;
        private readonly Backoff backoff;
        private bool isJoined;
        private bool isBusy;
        private bool hasFailed;
        private long nextAttempt = long.MinValue;

        public LinkJoiner(NodeSettings settings, NodeParts parts, StopSignal stop)
        {
            this.parts = parts;
            this.stop = stop;
            backoff = new Backoff(settings.ClientId);
            isJoined = !settings.WorksAlone();
        }

        /// <summary>Whether the network is joined, or was before the first image.</summary>
        public bool IsJoined
        {
            get
            {
                lock (gate)
                {
                    return isJoined;
                }
            }
        }

        /// <summary>Starts an attempt, if it is time to.</summary>
        /// <returns>Whether the network is joined.</returns>
        public bool Tend()
        {
            long now = parts.Clock.Milliseconds;
            int wait = 0;
            lock (gate)
            {
                if (hasFailed)
                {
                    hasFailed = false;
                    wait = backoff.Next();
                    nextAttempt = now + wait;
                }

                if (isJoined || isBusy || now < nextAttempt)
                {
                    return Answer(wait);
                }

                isBusy = true;
            }

            parts.Background(Attempt);
            return IsJoined;
        }

        /// <summary>
        /// Joins on the caller's thread, unless that is done; never beside an attempt that is under way: its end
        /// counts.
        /// </summary>
        /// <returns>Whether the network is joined.</returns>
        public bool Join()
        {
            long end = parts.Clock.Milliseconds + BusyMilliseconds;
            while (IsBusy && parts.Clock.Milliseconds < end)
            {
                stop.WaitAnyway(end);
            }

            lock (gate)
            {
                if (isJoined || isBusy)
                {
                    return isJoined;
                }

                isBusy = true;
            }

            Attempt();
            return IsJoined;
        }

        private bool IsBusy
        {
            get
            {
                lock (gate)
                {
                    return isBusy;
                }
            }
        }

        private bool Answer(int wait)
        {
            if (wait > 0)
            {
                parts.Observer.Warned(
                    $"The network cannot be joined; next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
            }

            return isJoined;
        }

        private void Attempt()
        {
            bool joined = false;
            try
            {
                joined = parts.Link.Connect();
            }
            catch (Exception)
            {
                // On this thread nobody else would catch it; the next attempt follows.
            }

            lock (gate)
            {
                isJoined = joined;
                hasFailed = !joined;
                isBusy = false;
            }

            stop.Wake();
        }
    }
}
