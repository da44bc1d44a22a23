using System;
using System.Buffers.Binary;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Writes the params of 16 output channels (SPEC 5.4).</summary>
internal static class GroupParams
{
    private const int Lanes = ConvolutionRecord.Lanes;
    private const int MantissaBits = 15;

    /// <summary>Writes the 48 bytes that kernels read.</summary>
    public static void Write(Span<byte> group, ReadOnlySpan<int> biases, int shift)
    {
        WriteEight(biases[..8], group[..16], group.Slice(32, 4));
        WriteEight(biases[8..], group.Slice(16, 16), group.Slice(36, 4));
        group[Blob.ShiftAt] = (byte)shift;
    }

    /// <summary>Writes the same in 32 bytes if they hold it, which takes biases that are multiples of 2^<see cref="Exponent"/>.</summary>
    public static bool TryWritePacked(Span<byte> group, ReadOnlySpan<int> biases, int shift)
    {
        int exponent = Exponent(biases);
        int control = shift | (exponent << 4);
        for (int lane = 0; lane < Lanes; lane++)
        {
            int mantissa = biases[lane] >> exponent;
            if (mantissa << exponent != biases[lane])
            {
                return false;
            }

            int field = (mantissa << 1) | ((control >> lane) & 1);
            BinaryPrimitives.WriteInt16LittleEndian(group[(2 * lane)..], (short)field);
        }

        return true;
    }

    /// <summary>The least exponent with which mantissas of 15 bits reach the biases, 0..5.</summary>
    public static int Exponent(ReadOnlySpan<int> biases)
    {
        int exponent = 0;
        foreach (int bias in biases)
        {
            while (bias >> exponent is < -(1 << (MantissaBits - 1)) or >= 1 << (MantissaBits - 1))
            {
                exponent++;
            }
        }

        return exponent;
    }

    /// <summary>Eight 20-bit biases: 160 bits, of which the first 128 and the last 32 lie apart.</summary>
    private static void WriteEight(ReadOnlySpan<int> biases, Span<byte> low, Span<byte> high)
    {
        UInt128 bits = 0;
        uint rest = 0;
        for (int lane = 0; lane < biases.Length; lane++)
        {
            uint value = (uint)biases[lane] & 0xFFFFF;
            bits |= lane < 7 ? (UInt128)value << (20 * lane) : 0;
            rest |= lane == 6 ? value >> 8 : lane == 7 ? value << 12 : 0;
        }

        BinaryPrimitives.WriteUInt128LittleEndian(low, bits);
        BinaryPrimitives.WriteUInt32LittleEndian(high, rest);
    }
}
