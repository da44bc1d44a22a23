namespace CameraNode
{
    /// <summary>Says after how many seconds of silence what Home Assistant was told is over; 0 for never.</summary>
    internal static class HomeTimes
    {
        private const int Second = 1000;
        private const int OtherSecondsAfterFrame = 30;
        private const int OtherSecondsAfterRepeat = 10;

        /// <summary>Until a node that says nothing is taken for gone: three statuses, or a wake that failed.</summary>
        public static int Expiry(NodeSettings settings)
        {
            int status = settings.StatusMilliseconds;
            if (status < Second)
            {
                return 0;
            }

            int seconds = settings.SleepSeconds == 0
                ? 3 * (status / Second)
                : Awake(settings) + (2 * settings.SecondsToWake(status, settings.SleepSeconds * Second));
            return seconds + settings.KeepAliveSeconds;
        }

        /// <summary>
        /// The same for what was seen. Only a node that sleeps tells it with each status; one that is awake has its
        /// last will.
        /// </summary>
        public static int StateExpiry(NodeSettings settings)
        {
            return settings.SleepSeconds > 0 ? Expiry(settings) : 0;
        }

        /// <summary>
        /// Until a class is not there any more that is not published again: only a rule that repeats itself tells.
        /// </summary>
        public static int Presence(NodeSettings settings)
        {
            bool sleeps = settings.SleepSeconds > 0;
            int still = settings.Motion > 0 && !sleeps ? settings.MotionHeartbeatMilliseconds / Second : 0;
            int repeat = settings.RepublishMilliseconds;
            switch (settings.Rule)
            {
                case PublishRule.EveryFrame:
                    int frame = settings.IntervalMilliseconds / Second * HomeSource.Regions(settings);
                    return OtherSecondsAfterFrame + (sleeps
                        ? Awake(settings) + (2 * settings.SleepSeconds) : 3 * (frame > still ? frame : still));
                case PublishRule.OnChangeAndInterval:
                    return OtherSecondsAfterRepeat + (sleeps
                        ? Awake(settings) + (2 * settings.SecondsToWake(repeat, settings.SleepSeconds * Second))
                        : 2 * ((repeat / Second) + still));
                default:
                    return 0;
            }
        }

        private static int Awake(NodeSettings settings)
        {
            return settings.AwakeMilliseconds / Second;
        }
    }
}
