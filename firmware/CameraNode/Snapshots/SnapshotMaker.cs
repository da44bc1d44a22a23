using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Makes JPEGs that are short enough. What goes wrong costs the snapshot, not the node.</summary>
    internal sealed class SnapshotMaker
    {
        /// <summary>Below this nobody recognises anything.</summary>
        private const int WorstQuality = 10;

        private readonly ISnapshotEncoder encoder;
        private readonly int quality;
        private readonly int mostBytes;

        public SnapshotMaker(ISnapshotEncoder encoder, int quality, int mostBytes)
        {
            this.encoder = encoder;
            this.quality = quality;
            this.mostBytes = mostBytes;
        }

        /// <summary>Encodes a frame, with less quality as long as the JPEG is too long.</summary>
        public Snapshot Make(Frame frame, FrameClassification classification)
        {
            Snapshot snapshot = new Snapshot(frame, classification);
            try
            {
                Fill(snapshot, frame);
            }
            catch (Exception e)
            {
                // A camera's exceptions say what to do; a heap that is full has none of its own words.
                snapshot.Problem = e is OutOfMemoryException || e.Message == null || e.Message.Length == 0
                    ? "There is not enough free memory for it; lower snapshotBytes."
                    : e.Message;
            }

            return snapshot;
        }

        private void Fill(Snapshot snapshot, Frame frame)
        {
            for (int q = quality; snapshot.Jpeg == null && (q >= WorstQuality || q == quality); q = q * 3 / 4)
            {
                snapshot.Jpeg = encoder.Encode(frame, q, mostBytes);
                snapshot.Quality = q;
            }

            if (snapshot.Jpeg == null)
            {
                snapshot.Problem =
                    $"It has more than {mostBytes} bytes at any quality; raise snapshotBytes or take smaller frames.";
            }
        }
    }
}
