using System;

namespace CameraNode
{
    /// <summary>What a node keeps over a sleep; the chip's memory loses everything.</summary>
    public sealed class SleepMemory
    {
        /// <summary>A date before this one was never set.</summary>
        private const int FirstYear = 2024;

        /// <summary>Number of the last frame.</summary>
        public int Sequence { get; set; }

        /// <summary>Frames classified.</summary>
        public int Frames { get; set; }

        /// <summary>Those of them before the last start without a sleep before it.</summary>
        public int FramesBefore { get; set; }

        /// <summary>Classifications published.</summary>
        public int Published { get; set; }

        /// <summary>Classifications dropped.</summary>
        public int Dropped { get; set; }

        /// <summary>Captures that failed.</summary>
        public int CameraFailures { get; set; }

        /// <summary>Whether the last capture failed.</summary>
        public bool IsCameraBroken { get; set; }

        /// <summary>Why, empty if it did not.</summary>
        public string CameraReason { get; set; } = string.Empty;

        /// <summary>Whether the broker was told so.</summary>
        public bool IsCameraTold { get; set; }

        /// <summary>Starts in a row that ended with a model that cannot be used.</summary>
        public int ModelFailures { get; set; }

        /// <summary>The node's time when the sleep began.</summary>
        public long Clock { get; set; }

        /// <summary>The date then, in ticks; 0 if it was not set.</summary>
        public long Date { get; set; }

        /// <summary>How long the sleep was to be, in milliseconds.</summary>
        public int Planned { get; set; }

        /// <summary>The node's time when the broker last got a status; -1 for never.</summary>
        public long StatusAt { get; set; } = -1;

        /// <summary>Whether the trigger was to end the sleep by being let go, which is no press.</summary>
        public bool AwaitsRelease { get; set; }

        /// <summary>CRC of the model and of what it looks at: what is known of classes belongs to both.</summary>
        public uint Crc { get; set; }

        /// <summary>What the rule of publishing knows of each region.</summary>
        public PolicyState[] Policies { get; set; } = new PolicyState[] { new PolicyState() };

        /// <summary>What Home Assistant was last told of each region, empty for nothing.</summary>
        public string[] States { get; set; } = new string[0];

        /// <summary>Classifications that wait for the broker, oldest first.</summary>
        public FrameClassification[] Waiting { get; set; } = new FrameClassification[0];

        /// <summary>A date as it is kept: 0 for a clock that was never set.</summary>
        public static long DateOf(DateTime utc)
        {
            return utc.Year < FirstYear ? 0 : utc.Ticks;
        }

        /// <summary>The node's time now; never less than when the sleep began.</summary>
        /// <param name="reason">What ended the sleep.</param>
        /// <param name="utc">The date now.</param>
        /// <param name="sinceStart">Milliseconds since this start.</param>
        public long Now(WakeReason reason, DateTime utc, long sinceStart)
        {
            long date = DateOf(utc);
            if (Date > 0 && date >= Date)
            {
                return Clock + ((date - Date) / TimeSpan.TicksPerMillisecond);
            }

            // Without a date nobody knows how much of the sleep a press has left out.
            return Clock + sinceStart + (reason == WakeReason.Timer ? Planned : 0);
        }
    }
}
