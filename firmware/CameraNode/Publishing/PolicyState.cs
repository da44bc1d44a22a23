namespace CameraNode
{
    /// <summary>What a <see cref="PublishPolicy"/> knows, so that it can go on after a sleep.</summary>
    public sealed class PolicyState
    {
        /// <summary>The stable class.</summary>
        public int Stable { get; set; } = PublishPolicy.Unknown;

        /// <summary>When it was published.</summary>
        public long PublishedAt { get; set; }

        /// <summary>The class whose run goes on.</summary>
        public int Candidate { get; set; } = PublishPolicy.Unknown;

        /// <summary>How long this run is, in frames.</summary>
        public int CandidateFrames { get; set; }

        /// <summary>Since when.</summary>
        public long CandidateSince { get; set; }

        /// <summary>Whether another one says the same.</summary>
        public bool Is(PolicyState other)
        {
            return Stable == other.Stable && PublishedAt == other.PublishedAt && Candidate == other.Candidate
                && CandidateFrames == other.CandidateFrames && CandidateSince == other.CandidateSince;
        }
    }
}
