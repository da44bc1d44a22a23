namespace SqueezeNet.Embedded
{
    /// <summary>The range decoder (SPEC 4.3).</summary>
    internal sealed class BitDecoder : BitCoder
    {
        private readonly byte[] bytes;
        private readonly int end;
        private int next;
        private uint range = 0xFFFFFFFF;
        private uint code;
        private bool isWrong;

        /// <summary>Starts to decode.</summary>
        /// <param name="bytes">Holds the stream.</param>
        /// <param name="start">Its first byte.</param>
        /// <param name="end">Behind its last byte.</param>
        public BitDecoder(byte[] bytes, int start, int end)
        {
            this.bytes = bytes;
            this.end = end;
            next = start;
            for (int i = 0; i < 4; i++)
            {
                code = (code << 8) | Next();
            }

            isWrong |= code >= range;
        }

        /// <summary>Whether the stream ends here, as its encoder left it.</summary>
        public bool IsComplete
        {
            get { return !isWrong && next == end && code == 0; }
        }

        /// <inheritdoc/>
        protected override int Code(uint one, int bit)
        {
            uint bound = (range >> 16) * one;
            int result = code < bound ? 1 : 0;
            if (result != 0)
            {
                range = bound;
            }
            else
            {
                code -= bound;
                range -= bound;
            }

            while (range < Smallest)
            {
                range <<= 8;
                code = (code << 8) | Next();
            }

            return result;
        }

        private uint Next()
        {
            if (next < end)
            {
                return bytes[next++];
            }

            isWrong = true;
            return 0;
        }
    }
}
