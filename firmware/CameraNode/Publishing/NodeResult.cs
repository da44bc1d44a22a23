namespace CameraNode
{
    /// <summary>The answer to one picture.</summary>
    public sealed class NodeResult
    {
        /// <summary>Index of an answer that says: nothing recognised.</summary>
        public const int Nothing = -1;

        internal NodeResult(int sequence, int index, string label, float probability, double milliseconds, string frame)
        {
            Sequence = sequence;
            Index = index;
            Label = label;
            Probability = probability;
            Milliseconds = milliseconds;
            FrameName = frame;
        }

        /// <summary>Number of the picture, from 1.</summary>
        public int Sequence { get; }

        /// <summary>The class, or <see cref="Nothing"/>.</summary>
        public int Index { get; }

        /// <summary>Its name; empty for <see cref="Nothing"/> and in models without labels.</summary>
        public string Label { get; }

        /// <summary>Probability of the best class, 0..1.</summary>
        public float Probability { get; }

        /// <summary>How long the network took.</summary>
        public double Milliseconds { get; }

        /// <summary>Name of the picture, empty if it has none.</summary>
        public string FrameName { get; }

        /// <summary>When the picture was taken, in milliseconds since the device started.</summary>
        public long CapturedAt { get; internal set; }

        /// <summary>When the picture was taken, as RFC 3339 in UTC; empty if the clock was not set.</summary>
        public string CapturedUtc { get; internal set; } = string.Empty;

        /// <summary>The same picture with nothing recognised.</summary>
        internal NodeResult WithoutClass()
        {
            return new NodeResult(Sequence, Nothing, string.Empty, Probability, Milliseconds, FrameName)
            {
                CapturedAt = CapturedAt,
                CapturedUtc = CapturedUtc,
            };
        }
    }
}
