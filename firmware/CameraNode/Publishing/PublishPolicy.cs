namespace CameraNode
{
    /// <summary>
    /// Decides which classifications are published: threshold with hysteresis, debounce, change and interval. The
    /// README has the rules as a table.
    /// </summary>
    public sealed class PublishPolicy
    {
        private const int Unknown = -2;

        private readonly PublishRule rule;
        private readonly float minProbability;
        private readonly float hysteresis;
        private readonly int stableFrames;
        private readonly int stableMilliseconds;
        private readonly bool reportNothing;
        private readonly int republishMilliseconds;

        private int stable = Unknown;
        private long publishedAt;
        private int candidate = Unknown;
        private int candidateFrames;
        private long candidateSince;

        /// <summary>Starts with no stable class.</summary>
        public PublishPolicy(NodeSettings settings)
        {
            rule = settings.Rule;
            minProbability = settings.MinProbability;
            hysteresis = settings.Hysteresis;
            stableFrames = settings.StableFrames;
            stableMilliseconds = settings.StableMilliseconds;
            reportNothing = settings.ReportNothing;
            republishMilliseconds = settings.RepublishMilliseconds;
        }

        /// <summary>Whether another frame like the last one would make no class stable.</summary>
        internal bool IsSettled { get; private set; } = true;

        /// <summary>Takes the next frame's best class.</summary>
        /// <param name="now">When the frame was taken, in milliseconds; never less than before.</param>
        /// <param name="index">The class.</param>
        /// <param name="probability">Its probability.</param>
        public PublishVerdict Judge(long now, int index, float probability)
        {
            int seen = probability >= Threshold(index) ? index : FrameClassification.Nothing;
            if (rule == PublishRule.EveryFrame)
            {
                return Verdict(seen);
            }

            if (seen == FrameClassification.Nothing && !reportNothing)
            {
                // No evidence for any class: what was gathered is void, what is stable stays.
                candidate = Unknown;
                IsSettled = true;
                return PublishVerdict.Keep;
            }

            Gather(now, seen);
            IsSettled = Debounced(now);
            return IsSettled && IsDue(now, seen) ? Accept(now, seen) : PublishVerdict.Keep;
        }

        private float Threshold(int index)
        {
            return rule != PublishRule.EveryFrame && index == stable ? minProbability - hysteresis : minProbability;
        }

        private void Gather(long now, int seen)
        {
            if (seen != candidate)
            {
                candidate = seen;
                candidateFrames = 0;
                candidateSince = now;
            }

            if (candidateFrames < stableFrames)
            {
                candidateFrames++;
            }
        }

        private bool Debounced(long now)
        {
            // What is stable already needs no new proof.
            return candidate == stable
                || (candidateFrames >= stableFrames && now - candidateSince >= stableMilliseconds);
        }

        private bool IsDue(long now, int seen)
        {
            if (seen != stable)
            {
                // Nothing recognised since the start is no news.
                return seen != FrameClassification.Nothing || stable != Unknown;
            }

            return rule == PublishRule.OnChangeAndInterval && now - publishedAt >= republishMilliseconds;
        }

        private PublishVerdict Accept(long now, int seen)
        {
            stable = seen;
            publishedAt = now;
            return Verdict(seen);
        }

        private PublishVerdict Verdict(int seen)
        {
            if (seen != FrameClassification.Nothing)
            {
                return PublishVerdict.Publish;
            }

            return reportNothing ? PublishVerdict.PublishNothing : PublishVerdict.Keep;
        }
    }
}
