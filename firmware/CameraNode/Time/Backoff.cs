namespace CameraNode
{
    /// <summary>
    /// Waits that double, 1 s, 2 s, 4 s ... 60 s, each shortened at random by up to a half, so that many devices that
    /// lose the same broker do not come back in step. The same name makes the same waits.
    /// </summary>
    public sealed class Backoff
    {
        /// <summary>The first wait at its longest, in milliseconds.</summary>
        public const int First = 1000;

        /// <summary>The longest wait, in milliseconds.</summary>
        public const int Longest = 60000;

        private int next = First;
        private uint random;

        /// <summary>Makes waits.</summary>
        /// <param name="name">What differs from device to device, for example the client id.</param>
        public Backoff(string name)
        {
            random = Hash(name);
        }

        /// <summary>The next wait in milliseconds: from half of 1 s, 2 s, 4 s ... to all of it.</summary>
        public int Next()
        {
            int wait = (next / 2) + Random(next / 2);
            next = next < Longest / 2 ? 2 * next : Longest;
            return wait;
        }

        /// <summary>The wait before the first attempt after a loss: 0 ms to 1 s.</summary>
        public int Spread()
        {
            return Random(First);
        }

        /// <summary>A wait that is not followed by longer ones: 0 ms to the longest that is given.</summary>
        public int Spread(int most)
        {
            return Random(most);
        }

        /// <summary>Starts again after a success; the random numbers go on.</summary>
        public void Reset()
        {
            next = First;
        }

        /// <summary>0 .. most, both included.</summary>
        private int Random(int most)
        {
            // Xorshift (Marsaglia, 2003): every state but 0 comes in turn.
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            return (int)(random % (uint)(most + 1));
        }

        /// <summary>FNV-1a over the characters, never 0.</summary>
        private static uint Hash(string name)
        {
            uint hash = 2166136261;
            for (int i = 0; i < name.Length; i++)
            {
                hash = (hash ^ name[i]) * 16777619;
            }

            return hash == 0 ? 1 : hash;
        }
    }
}
