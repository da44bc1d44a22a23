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
        /// <summary>The driver's limit where PSRAM has no room for more: SQNET_JPEG_INTERNAL_BYTES.</summary>
        private const int InternalBytes = 16384;

        private readonly int mostBytes;
        private readonly IMemoryGauge? memory;

        /// <summary>Prepares for frames.</summary>
        /// <param name="encoder">Makes the JPEGs.</param>
        /// <param name="settings">How good, and how long at most.</param>
        /// <param name="memory">The device's, null on a computer.</param>
        public SnapshotMaker(ISnapshotEncoder encoder, NodeSettings settings, IMemoryGauge? memory)
        {
            this.encoder = encoder;
            this.memory = memory;
            quality = settings.SnapshotQuality;
            mostBytes = settings.SnapshotBytes;
        }

        /// <summary>Whether PSRAM has no room for the longest JPEG: it goes to the chip's own RAM then.</summary>
        private bool IsInternal
        {
            get { return memory != null && mostBytes > InternalBytes && memory.External < mostBytes; }
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
                bool isMemory = e is OutOfMemoryException
                    || (e is CameraException && ((CameraException)e).Code == ErrorCode.Memory);
                snapshot.Problem = isMemory || e.Message == null || e.Message.Length == 0 ? NoMemory() : e.Message;
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
                snapshot.Problem = IsInternal
                    ? $"It has more than {InternalBytes} bytes at any quality, and PSRAM has no {mostBytes} bytes "
                        + "free; lower snapshotBytes to what freeExternal of the status has, or take smaller frames."
                    : $"It has more than {mostBytes} bytes at any quality; "
                        + "raise snapshotBytes or take smaller frames.";
            }
        }

        private string NoMemory()
        {
            // Without room in PSRAM the block has 16 KB however high the limit is: less than that helps.
            int lower = IsInternal ? InternalBytes : mostBytes;
            return $"There is not enough free memory for it; set snapshotBytes below {lower}, or take smaller frames.";
        }
    }
}
