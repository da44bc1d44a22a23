namespace CameraNode
{
    /// <summary>Waits that double: 1 s, 2 s, 4 s ... 60 s.</summary>
    public sealed class Backoff
    {
        /// <summary>The first wait, in milliseconds.</summary>
        public const int First = 1000;

        /// <summary>The longest wait, in milliseconds.</summary>
        public const int Longest = 60000;

        private int next = First;

        /// <summary>The next wait, in milliseconds.</summary>
        public int Next()
        {
            int wait = next;
            next = next < Longest / 2 ? 2 * next : Longest;
            return wait;
        }

        /// <summary>Starts again after a success.</summary>
        public void Reset()
        {
            next = First;
        }
    }
}
