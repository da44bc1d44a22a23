namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Codes bits with adaptive probabilities (SPEC 4.3); what becomes of them is the derived class's business.
    /// </summary>
    internal abstract class BitCoder
    {
        /// <summary>Values of the range below which a byte is shifted in or out.</summary>
        protected const uint Smallest = 1u << 24;

        private const int Rate = 6;
        private const int Most = 1023;

        /// <summary>A probability of one half.</summary>
        public const ushort Even = 0x8000;

        /// <summary>Codes one bit and adapts its probability.</summary>
        /// <param name="ones">Probabilities of a one, in 1/65536.</param>
        /// <param name="at">Which of them is this bit's.</param>
        /// <param name="bit">The bit; a decoder ignores it.</param>
        /// <returns>The bit.</returns>
        public virtual int Code(ushort[] ones, int at, int bit)
        {
            int probability = ones[at];
            bit = Code((uint)probability, bit);
            probability += (bit != 0 ? Most : 0) - (probability >> Rate);
            ones[at] = (ushort)probability;
            return bit;
        }

        /// <summary>Codes one bit.</summary>
        /// <param name="one">Probability of a one, 63..65535 of 65536.</param>
        /// <param name="bit">The bit; a decoder ignores it.</param>
        /// <returns>The bit.</returns>
        protected abstract int Code(uint one, int bit);
    }
}
