namespace CameraNode
{
    /// <summary>When a lamp is on and off, over and over.</summary>
    public sealed class LedPattern
    {
        private readonly int[] times;
        private readonly int period;

        /// <summary>Makes a pattern.</summary>
        /// <param name="times">Milliseconds on, off, on, off ...; without any the lamp stays off.</param>
        public LedPattern(int[] times)
        {
            this.times = times;
            for (int i = 0; i < times.Length; i++)
            {
                period += times[i];
            }
        }

        /// <summary>Whether the lamp is on.</summary>
        /// <param name="elapsed">Milliseconds since the pattern began.</param>
        public bool IsOn(long elapsed)
        {
            if (period == 0)
            {
                return false;
            }

            int left = (int)(elapsed % period);
            for (int i = 0; i < times.Length; i++)
            {
                if (left < times[i])
                {
                    return i % 2 == 0;
                }

                left -= times[i];
            }

            return false;
        }
    }
}
