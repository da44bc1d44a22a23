namespace CameraNode
{
    /// <summary>
    /// When the next image is taken: at intervals, or in series that a trigger or the end of a sleep starts.
    /// </summary>
    internal sealed class FramePace
    {
        private readonly NodeContext node;
        private readonly bool isOnDemand;
        private long next;
        private bool hasFailed;
        private long seriesEnd;

        public FramePace(NodeContext node)
        {
            this.node = node;
            node.Sleep.Begin();
            isOnDemand = node.Sleep.IsOn || (node.Pins.HasTrigger && node.Settings.IntervalMilliseconds == 0);
            if (node.Sleep.IsOn && !node.Sleep.IsRelease)
            {
                Start();
            }
        }

        /// <summary>Whether no image is to be taken before something happens.</summary>
        public bool IsIdle
        {
            get { return Next() == long.MaxValue; }
        }

        /// <summary>Whether the camera has failed and is given time, in a series or not.</summary>
        public bool IsRetrying
        {
            get { return node.Now < RetryAt; }
        }

        /// <summary>When a camera that has failed may be asked again.</summary>
        public long RetryAt
        {
            get { return hasFailed ? next : long.MinValue; }
        }

        /// <summary>Whether a series has had no image yet: it gets one, however late it is by then.</summary>
        public bool IsImageOwed { get; private set; }

        /// <summary>Whether images are taken because of a press or the end of a sleep.</summary>
        public bool IsInSeries { get; private set; }

        /// <summary>When the series began that goes on, or the last one.</summary>
        public long SeriesStart { get; private set; }

        /// <summary>When the next image is to be taken.</summary>
        public long Next()
        {
            if (node.Pins.TakePress())
            {
                Start();
            }

            if (IsInSeries && !IsImageOwed && node.Now >= seriesEnd)
            {
                IsInSeries = false;
            }

            return IsInSeries || !isOnDemand ? next : long.MaxValue;
        }

        /// <summary>An image is being taken.</summary>
        public void Take(long now)
        {
            next = now + node.Settings.IntervalMilliseconds;
            hasFailed = false;
            IsImageOwed = false;
        }

        /// <summary>An image was looked at.</summary>
        /// <param name="isSettled">Whether more of them would say nothing new.</param>
        public void Look(bool isSettled)
        {
            IsInSeries = IsInSeries && !isSettled;
        }

        /// <summary>No image came.</summary>
        public void Delay(int milliseconds)
        {
            next = node.Now + milliseconds;
            hasFailed = true;
        }

        private void Start()
        {
            IsInSeries = true;
            IsImageOwed = true;
            next = node.Now;
            SeriesStart = next;
            seriesEnd = node.Sleep.IsOn ? node.Sleep.Deadline : next + node.Settings.AwakeMilliseconds;
        }
    }
}
