namespace CameraNode.Desktop
{
    /// <summary>What a simulation did.</summary>
    public sealed class SimulationResult
    {
        internal SimulationResult(Node node, int unreadable)
        {
            Frames = node.Frames;
            Published = node.Published;
            Replaced = node.Replaced;
            Unconfirmed = node.Unconfirmed;
            Unreadable = unreadable;
        }

        /// <summary>Frames classified.</summary>
        public int Frames { get; }

        /// <summary>Answers handed to the broker.</summary>
        public int Published { get; }

        /// <summary>Answers that a later one replaced while the broker was out of reach.</summary>
        public int Replaced { get; }

        /// <summary>Messages that the broker did not confirm in time.</summary>
        public int Unconfirmed { get; }

        /// <summary>Files or frames that could not be read.</summary>
        public int Unreadable { get; }
    }
}
