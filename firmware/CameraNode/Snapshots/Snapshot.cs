using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A JPEG of a frame, or why there is none.</summary>
    internal sealed class Snapshot
    {
        public Snapshot(Frame frame, FrameClassification classification)
        {
            Width = frame.Width;
            Height = frame.Height;
            Classification = classification;
        }

        /// <summary>What the network says of the frame.</summary>
        public FrameClassification Classification { get; }

        public int Width { get; }

        public int Height { get; }

        /// <summary>All regions that are looked at, as JSON; empty for the only one.</summary>
        public string Regions { get; set; } = string.Empty;

        /// <summary>The JPEG, null if there is none.</summary>
        public byte[]? Jpeg { get; set; }

        /// <summary>Its quality.</summary>
        public int Quality { get; set; }

        /// <summary>Why there is none, as a sentence; else empty.</summary>
        public string Problem { get; set; } = string.Empty;
    }
}
