namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Params of 16 output channels in 32 bytes (SPEC 5.4): per lane a mantissa of 15 bits and, as the lowest bit, one bit of a
    /// control word that holds the shift and the exponent of all of them.
    /// </summary>
    internal static class PackedParams
    {
        /// <summary>Bytes of a group.</summary>
        public const int GroupBytes = 32;

        /// <summary>Largest exponent: 15 bits and 5 make the 20 of a bias.</summary>
        public const int MostExponent = 5;

        /// <summary>The control word of the group at an offset: shift in bits 0..3, exponent above.</summary>
        public static int Control(byte[] blob, int at)
        {
            int control = 0;
            for (int lane = 0; lane < ConvolutionRecord.Lanes; lane++)
            {
                control |= (blob[at + (2 * lane)] & 1) << lane;
            }

            return control;
        }

        /// <summary>The shift of a control word.</summary>
        public static int Shift(int control)
        {
            return control & 15;
        }

        /// <summary>The exponent of a control word.</summary>
        public static int Exponent(int control)
        {
            return control >> 4;
        }

        /// <summary>The bias of a lane of the group at an offset.</summary>
        public static int Bias(byte[] blob, int at, int lane)
        {
            int mantissa = (short)LittleEndian.U16(blob, at + (2 * lane)) >> 1;
            return mantissa << Exponent(Control(blob, at));
        }
    }
}
