using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A part of the frame that is looked at, and what is remembered of it.</summary>
    internal sealed class RegionWatch
    {
        public RegionWatch(string name, ImageView view, PublishPolicy policy)
        {
            Name = name;
            View = view;
            Policy = policy;
        }

        /// <summary>Its name, empty for the only one.</summary>
        public string Name { get; }

        public ImageView View { get; }

        /// <summary>Decides what is published of it.</summary>
        public PublishPolicy Policy { get; }

        /// <summary>How bright it was when the network last ran on it, null before.</summary>
        public byte[]? Luma { get; set; }

        /// <summary>What the network said of it last, null before.</summary>
        public FrameClassification? Last { get; set; }

        /// <summary>When the last frame was taken that the network ran on, in milliseconds; -1 before.</summary>
        public long TakenAt { get; set; } = -1;

        /// <summary>When that was, in milliseconds.</summary>
        public long RanAt { get; set; }
    }
}
