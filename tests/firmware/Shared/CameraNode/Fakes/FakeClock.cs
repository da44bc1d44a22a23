using System;
using System.Collections;
using System.Threading;

namespace CameraNode.Tests
{
    /// <summary>Time that passes only while somebody waits; things can be planned for a moment.</summary>
    internal sealed class FakeClock : IClock
    {
        private const long End = 36000000;

        private readonly ArrayList plan = new ArrayList();

        public long Milliseconds { get; private set; }

        /// <summary>The date at 0 ms; by default a clock that was never set.</summary>
        public DateTime Start { get; set; } = new DateTime(1970, 1, 1);

        public DateTime UtcNow
        {
            get { return Start.AddMilliseconds(Milliseconds); }
        }

        /// <summary>Plans something; it happens during a wait, on the waiting thread.</summary>
        public void At(long milliseconds, Action action)
        {
            plan.Add(new Planned(milliseconds, action));
        }

        /// <summary>Lets time pass at once, for example during a capture.</summary>
        public void Advance(long milliseconds)
        {
            Milliseconds += milliseconds;
        }

        public void Wait(int milliseconds, AutoResetEvent wake)
        {
            if (milliseconds <= 0)
            {
                throw new InvalidOperationException("A wait of " + milliseconds + " ms.");
            }

            long until = Milliseconds + milliseconds;
            while (!wake.WaitOne(0, false))
            {
                Planned? first = First();
                if (first == null || first.Time > until)
                {
                    Milliseconds = until;
                    break;
                }

                plan.Remove(first);
                Milliseconds = first.Time > Milliseconds ? first.Time : Milliseconds;
                first.Action();
            }

            if (Milliseconds > End)
            {
                throw new InvalidOperationException("The node does not stop.");
            }
        }

        private Planned? First()
        {
            Planned? first = null;
            for (int i = 0; i < plan.Count; i++)
            {
                Planned one = (Planned)plan[i]!;
                if (first == null || one.Time < first.Time)
                {
                    first = one;
                }
            }

            return first;
        }

        private sealed class Planned
        {
            public Planned(long time, Action action)
            {
                Time = time;
                Action = action;
            }

            public long Time { get; }

            public Action Action { get; }
        }
    }
}
