namespace CameraNode
{
    /// <summary>
    /// Decides which classifications are published: threshold with hysteresis, debounce, change and interval. The
    /// README has the rules as a table.
    /// </summary>
    public sealed class PublishPolicy
    {
        internal const int Unknown = -2;

        private readonly NodeSettings settings;
        private readonly float hysteresis;
        private readonly int stableFrames;
        private readonly int stableMilliseconds;
        private readonly bool reportNothing;
        private readonly int republishMilliseconds;

        private PublishRule rule;
        private int stable = Unknown;
        private long publishedAt;
        private int candidate = Unknown;
        private int candidateFrames;
        private long candidateSince;
        private int lastSeen = Unknown;
        private int sameFrames;
        private long sameSince;

        /// <summary>
        /// Starts with no stable class. The rule and the least probability may change in the settings later.
        /// </summary>
        public PublishPolicy(NodeSettings settings)
        {
            this.settings = settings;
            rule = settings.Rule;
            hysteresis = settings.Hysteresis;
            stableFrames = settings.StableFrames;
            stableMilliseconds = settings.StableMilliseconds;
            reportNothing = settings.ReportNothing;
            republishMilliseconds = settings.RepublishMilliseconds;
        }

        /// <summary>What must be known to go on after a sleep.</summary>
        public PolicyState State
        {
            get
            {
                return new PolicyState
                {
                    Stable = stable,
                    PublishedAt = publishedAt,
                    Candidate = candidate,
                    CandidateFrames = candidateFrames,
                    CandidateSince = candidateSince,
                };
            }

            set
            {
                stable = value.Stable;
                publishedAt = value.PublishedAt;
                candidate = value.Candidate;
                candidateFrames = value.CandidateFrames;
                candidateSince = value.CandidateSince;
            }
        }

        /// <summary>Whether more frames that show the same would change nothing.</summary>
        public bool IsSettled { get; private set; }

        /// <summary>Whether another frame like the last one would make no class stable.</summary>
        internal bool IsAtRest { get; private set; } = true;

        /// <summary>Takes the next frame's best class.</summary>
        /// <param name="now">When the frame was taken, in milliseconds; never less than before.</param>
        /// <param name="index">The class.</param>
        /// <param name="probability">Its probability.</param>
        public PublishVerdict Judge(long now, int index, float probability)
        {
            if (rule != settings.Rule)
            {
                // A run of frames counts within one rule only.
                rule = settings.Rule;
                candidate = Unknown;
                IsAtRest = true;
            }

            int seen = probability >= Threshold(index) ? index : FrameClassification.Nothing;
            Count(now, seen);
            if (rule == PublishRule.EveryFrame)
            {
                return Verdict(seen);
            }

            if (seen == FrameClassification.Nothing && !reportNothing)
            {
                // No evidence for any class: what was gathered is void, what is stable stays.
                candidate = Unknown;
                IsAtRest = true;
                return PublishVerdict.Keep;
            }

            Gather(now, seen);
            IsAtRest = Debounced(now);
            return IsAtRest && IsDue(now, seen) ? Accept(now, seen) : PublishVerdict.Keep;
        }

        private void Count(long now, int seen)
        {
            if (seen != lastSeen)
            {
                lastSeen = seen;
                sameFrames = 0;
                sameSince = now;
            }

            sameFrames += sameFrames < stableFrames ? 1 : 0;
            IsSettled = rule == PublishRule.EveryFrame || seen == stable
                || (sameFrames >= stableFrames && now - sameSince >= stableMilliseconds);
        }

        private float Threshold(int index)
        {
            float minProbability = settings.MinProbability;
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
