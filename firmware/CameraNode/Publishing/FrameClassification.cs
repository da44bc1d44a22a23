using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What the network says of one frame.</summary>
    public sealed class FrameClassification
    {
        /// <summary>Index of a classification that says: nothing recognised.</summary>
        public const int Nothing = -1;

        internal FrameClassification(
            int sequence, int index, string label, float probability, double milliseconds, string frameName)
        {
            Sequence = sequence;
            Index = index;
            Label = label;
            Probability = probability;
            Milliseconds = milliseconds;
            FrameName = frameName;
        }

        /// <summary>Number of the frame, from 1.</summary>
        public int Sequence { get; }

        /// <summary>The best class, or <see cref="Nothing"/>.</summary>
        public int Index { get; }

        /// <summary>Its text; empty for <see cref="Nothing"/> and in models without labels.</summary>
        public string Label { get; }

        /// <summary>Probability of the best class, 0..1.</summary>
        public float Probability { get; }

        /// <summary>How long the network took.</summary>
        public double Milliseconds { get; }

        /// <summary>Name of the frame, empty if it has none.</summary>
        public string FrameName { get; }

        /// <summary>When the frame was taken, in milliseconds since the device started.</summary>
        public long CapturedAt { get; internal set; }

        /// <summary>When the frame was taken, as RFC 3339 in UTC; empty if the clock was not set.</summary>
        public string CapturedUtc { get; internal set; } = string.Empty;

        /// <summary>Name of the part of the frame that was looked at; empty for the only one.</summary>
        public string Region { get; internal set; } = string.Empty;

        /// <summary>CRC of the model that made it.</summary>
        public uint Model { get; internal set; }

        /// <summary>What was seen of the turned frame, null if that is not known.</summary>
        public CropRectangle? Seen { get; internal set; }

        /// <summary>The same part in the frame as the camera gave it.</summary>
        public CropRectangle? SeenInFrame { get; internal set; }

        /// <summary>How far the frame was turned clockwise, in degrees.</summary>
        public int Rotate { get; internal set; }

        /// <summary>The same frame with nothing recognised.</summary>
        internal FrameClassification WithoutClass()
        {
            return new FrameClassification(Sequence, Nothing, string.Empty, Probability, Milliseconds, FrameName)
            {
                CapturedAt = CapturedAt,
                CapturedUtc = CapturedUtc,
                Region = Region,
                Model = Model,
                Seen = Seen,
                SeenInFrame = SeenInFrame,
                Rotate = Rotate,
            };
        }
    }
}
