namespace CameraNode
{
    /// <summary>The answer to one picture.</summary>
    public sealed class NodeResult
    {
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

        /// <summary>The class.</summary>
        public int Index { get; }

        /// <summary>Its name.</summary>
        public string Label { get; }

        /// <summary>Its probability, 0..1.</summary>
        public float Probability { get; }

        /// <summary>How long the network took.</summary>
        public double Milliseconds { get; }

        /// <summary>Name of the picture, empty if it has none.</summary>
        public string FrameName { get; }
    }
}
