using System;

namespace SqueezeNet.Embedded
{
    /// <summary>Little-endian numbers in a byte array. The caller has checked that they lie inside.</summary>
    internal static class LittleEndian
    {
        public static int U16(byte[] bytes, int at)
        {
            return bytes[at] | (bytes[at + 1] << 8);
        }

        /// <summary>Unsigned 32 bits, widened so that sums of offsets cannot overflow.</summary>
        public static long U32(byte[] bytes, int at)
        {
            return (uint)I32(bytes, at);
        }

        public static int I32(byte[] bytes, int at)
        {
            return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
        }

        public static sbyte I8(byte[] bytes, int at)
        {
            return (sbyte)bytes[at];
        }

        /// <summary>Index of the first byte that is not zero in [from, to), or -1.</summary>
        public static int FirstNonZero(byte[] bytes, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                if (bytes[i] != 0)
                {
                    return i;
                }
            }

            return -1;
        }

        public static float F32(byte[] bytes, int at)
        {
            return BitConverter.ToSingle(bytes, at);
        }
    }
}
