using System;
using System.Buffers.Binary;
using System.Numerics;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Writes the params of 16 output channels (SPEC 5.4).</summary>
internal static class GroupParams
{
    private const int Lanes = ConvolutionRecord.Lanes;

    /// <summary>The params of a convolution, 48 bytes a group; a padding channel's output is its zero point.</summary>
    public static byte[] Of(StoredConvolution stored)
    {
        QuantizedConvolution source = stored.Source;
        byte[] section = new byte[stored.OutChannels / Lanes * Blob.GroupBytes];
        for (int g = 0; g < stored.OutChannels / Lanes; g++)
        {
            ReadOnlySpan<int> channels = stored.Order.AsSpan(g * Lanes, Lanes);
            int shift = source.Shifts[channels[0]];
            int[] biases = new int[Lanes];
            for (int lane = 0; lane < Lanes; lane++)
            {
                biases[lane] = channels[lane] >= 0 ? source.Bias[channels[lane]] : source.ZeroOut << shift;
            }

            Write(section.AsSpan(g * Blob.GroupBytes, Blob.GroupBytes), biases, shift);
        }

        return section;
    }

    /// <summary>Writes the 48 bytes that kernels read.</summary>
    public static void Write(Span<byte> group, ReadOnlySpan<int> biases, int shift)
    {
        WriteEight(biases[..8], group[..16], group.Slice(32, 4));
        WriteEight(biases[8..], group.Slice(16, 16), group.Slice(36, 4));
        group[Blob.ShiftAt] = (byte)shift;
    }

    /// <summary>
    /// The same as a packed record, 2..42 bytes, of what is left of the biases without the zero points' share.
    /// </summary>
    /// <returns>Null if a value has more bits than a record holds.</returns>
    public static byte[]? Pack(ReadOnlySpan<int> rests, int shift)
    {
        int exponent = 15;
        int width = 0;
        foreach (int rest in rests)
        {
            exponent = int.Min(exponent, rest == 0 ? exponent : BitOperations.TrailingZeroCount(rest));
        }

        foreach (int rest in rests)
        {
            width = int.Max(
                width,
                rest == 0 ? 0 : 33 - BitOperations.LeadingZeroCount((uint)(rest < 0 ? ~rest : rest) >> exponent));
        }

        exponent = width == 0 ? 0 : exponent;
        if (exponent + width > PackedParams.MostBits)
        {
            return null;
        }

        byte[] record = new byte[PackedParams.HeadBytes + (2 * width)];
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)(shift | (exponent << 4) | (width << 8)));
        for (int bit = 0; bit < Lanes * width; bit++)
        {
            int value = rests[bit / width] >> exponent >> (bit % width);
            record[PackedParams.HeadBytes + (bit / 8)] |= (byte)((value & 1) << (bit % 8));
        }

        return record;
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
