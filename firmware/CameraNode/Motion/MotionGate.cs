using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Spares the network frames in which nothing has changed since it last ran on that part of them. What changes
    /// slowly adds up, since frames are compared with that one and not with each other.
    /// </summary>
    internal sealed class MotionGate
    {
        /// <summary>How long nothing must change until that is told: not a status for every step.</summary>
        public const int RestMilliseconds = 5000;

        private const int FullBrightness = 255;

        private readonly int threshold;
        private readonly int heartbeat;
        private byte[] seen = new byte[Network.LumaSide * Network.LumaSide];
        private long movedAt;
        private bool wasMoving;

        public MotionGate(NodeSettings settings)
        {
            threshold = settings.Motion;
            heartbeat = settings.MotionHeartbeatMilliseconds;
        }

        /// <summary>Whether frames are spared at all.</summary>
        public bool IsOn
        {
            get { return threshold > 0; }
        }

        /// <summary>Whether anything moves.</summary>
        public bool IsMoving { get; private set; }

        /// <summary>Frames in which something had changed.</summary>
        public int Moved { get; private set; }

        /// <summary>Frames that the network was spared.</summary>
        public int Still { get; private set; }

        /// <summary>Whether <see cref="IsMoving"/> has changed since this was asked.</summary>
        public bool TakeNews()
        {
            bool isNews = wasMoving != IsMoving;
            wasMoving = IsMoving;
            return isNews;
        }

        /// <summary>Whether a part of a frame is worth a run.</summary>
        /// <param name="network">Of which it is the input.</param>
        /// <param name="frame">The frame.</param>
        /// <param name="watch">The part; remembers the frame if the network is to run.</param>
        /// <param name="now">When it was taken, in milliseconds.</param>
        /// <param name="isWanted">Whether it was asked for: by a press, a wake, a request for a snapshot.</param>
        public bool Lets(Network network, Frame frame, RegionWatch watch, long now, bool isWanted)
        {
            if (!IsOn)
            {
                return true;
            }

            network.ReadLuma(frame, watch.View, seen);
            bool moves = watch.Luma == null || Differs(seen, watch.Luma);
            Note(moves, now);

            // A class that is about to become stable needs more frames, and those look alike.
            if (!moves && !isWanted && watch.Policy.IsAtRest && now - watch.RanAt < heartbeat)
            {
                Still++;
                return false;
            }

            Keep(watch, now);
            return true;
        }

        private void Note(bool moves, long now)
        {
            if (moves)
            {
                Moved++;
                movedAt = now;
                IsMoving = true;
            }
            else if (now - movedAt >= RestMilliseconds)
            {
                IsMoving = false;
            }
        }

        /// <summary>Whether the mean difference reaches the threshold. At most 1024 * 255 * 1000, below 2^28.</summary>
        private bool Differs(byte[] a, byte[] b)
        {
            int sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                int difference = a[i] - b[i];
                sum += difference < 0 ? -difference : difference;
            }

            return sum * 1000 >= threshold * FullBrightness * a.Length;
        }

        /// <summary>The arrays change places: nothing is allocated from frame to frame.</summary>
        private void Keep(RegionWatch watch, long now)
        {
            byte[] free = watch.Luma ?? new byte[seen.Length];
            watch.Luma = seen;
            watch.RanAt = now;
            seen = free;
        }
    }
}
