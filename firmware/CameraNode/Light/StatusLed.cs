namespace CameraNode
{
    /// <summary>
    /// Shows a pattern, and flashes over it. Safe for several threads: the node shows, a timer updates.
    /// </summary>
    public sealed class StatusLed
    {
        /// <summary>Length of a flash.</summary>
        public const int FlashMilliseconds = 40;

        private readonly object gate = new object();
        private readonly ILight light;
        private LedPattern pattern = LedPatterns.Off;
        private long since;
        private long flashUntil;
        private bool isOn;

        /// <summary>Takes a lamp and switches it off.</summary>
        public StatusLed(ILight light)
        {
            this.light = light;
            light.Set(false);
        }

        /// <summary>Shows a pattern from its beginning; one that is shown already goes on.</summary>
        public void Show(LedPattern next, long now)
        {
            lock (gate)
            {
                if (next != pattern)
                {
                    pattern = next;
                    since = now;
                }

                Refresh(now);
            }
        }

        /// <summary>Shines for a moment, whatever the pattern.</summary>
        public void Flash(long now)
        {
            lock (gate)
            {
                flashUntil = now + FlashMilliseconds;
                Refresh(now);
            }
        }

        /// <summary>Switches the lamp if it is time.</summary>
        public void Update(long now)
        {
            lock (gate)
            {
                Refresh(now);
            }
        }

        private void Refresh(long now)
        {
            bool on = now < flashUntil || pattern.IsOn(now - since);
            if (on != isOn)
            {
                isOn = on;
                light.Set(on);
            }
        }
    }
}
