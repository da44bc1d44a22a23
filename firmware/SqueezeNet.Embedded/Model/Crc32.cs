namespace SqueezeNet.Embedded
{
    /// <summary>CRC-32 as in zip and Ethernet (IEEE 802.3, reflected, polynomial 0xEDB88320).</summary>
    public static class Crc32
    {
        private static readonly uint[] table = MakeTable();

        /// <summary>Continues a CRC over more bytes.</summary>
        /// <param name="crc">CRC of what came before; 0 to start.</param>
        /// <param name="data">Holds the bytes.</param>
        /// <param name="offset">Index of the first of them.</param>
        /// <param name="count">How many.</param>
        public static uint Append(uint crc, byte[] data, int offset, int count)
        {
            crc = ~crc;
            for (int i = offset; i < offset + count; i++)
            {
                crc = (crc >> 8) ^ table[(crc ^ data[i]) & 255];
            }

            return ~crc;
        }

        /// <summary>CRC of scores as golden vectors store it: int32, little-endian, in class order.</summary>
        public static uint OfScores(int[] scores)
        {
            uint crc = 0;
            byte[] bytes = new byte[4];
            for (int i = 0; i < scores.Length; i++)
            {
                for (int k = 0; k < 4; k++)
                {
                    bytes[k] = (byte)(scores[i] >> (8 * k));
                }

                crc = Append(crc, bytes, 0, 4);
            }

            return crc;
        }

        private static uint[] MakeTable()
        {
            uint[] entries = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint value = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
                }

                entries[(int)i] = value;
            }

            return entries;
        }
    }
}
