namespace CameraNode
{
    /// <summary>Whether the camera yields frames: its failures, and the growing waits between them.</summary>
    internal sealed class CameraHealth
    {
        private readonly ICamera camera;
        private readonly Backoff backoff;

        public CameraHealth(ICamera camera, Backoff backoff)
        {
            this.camera = camera;
            this.backoff = backoff;
        }

        /// <summary>Captures that failed.</summary>
        public int Failures { get; private set; }

        /// <summary>How often the camera started its driver again.</summary>
        public int Restarts
        {
            get { return camera.Restarts; }
        }

        /// <summary>Whether the last capture failed.</summary>
        public bool IsBroken { get; private set; }

        /// <summary>Why the first of the failures in a row came, empty if there is none.</summary>
        public string Reason { get; private set; } = string.Empty;

        /// <summary>How long to wait before the next capture, in milliseconds, after a failure.</summary>
        public int Wait { get; private set; }

        /// <summary>Goes on after a sleep: a camera that still fails is no news.</summary>
        public void Restore(int failures, bool isBroken, string reason)
        {
            Failures = failures;
            IsBroken = isBroken;
            Reason = reason;
        }

        /// <summary>A capture has failed.</summary>
        /// <returns>Whether that is news: the one before did not fail.</returns>
        public bool Fail(string reason)
        {
            Failures++;
            Wait = backoff.Next();
            bool isNews = !IsBroken;
            if (isNews)
            {
                IsBroken = true;
                Reason = reason;
            }

            return isNews;
        }

        /// <summary>A frame has come.</summary>
        /// <returns>Whether that is news: the capture before had failed.</returns>
        public bool Recover()
        {
            backoff.Reset();
            bool isNews = IsBroken;
            IsBroken = false;
            Reason = string.Empty;
            return isNews;
        }
    }
}
