using System;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>A convolution under construction; its arrays may be edited before the blob is written.</summary>
public sealed class TestConvolution
{
    public TestConvolution(int inChannels, int used, int kernelHeight, int kernelWidth, int stride, int pad)
    {
        InChannels = inChannels;
        Used = used;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
        Stride = stride;
        Pad = pad;
        Weights = new sbyte[OutChannels * Taps];
        Bias = new int[OutChannels];
        Shift = new byte[OutChannels / 16];
    }

    public int InChannels { get; }

    public int Used { get; }

    public int OutChannels => (Used + 15) / 16 * 16;

    public int KernelHeight { get; }

    public int KernelWidth { get; }

    public int Stride { get; }

    public int Pad { get; }

    public sbyte ZeroIn { get; set; }

    public sbyte ZeroOut { get; set; }

    public int Taps => KernelHeight * KernelWidth * InChannels;

    /// <summary>[o][ky][kx][ic].</summary>
    public sbyte[] Weights { get; }

    public int[] Bias { get; }

    public byte[] Shift { get; }

    /// <summary>The layout of SPEC 4: [o / 16][ky][kx][ic][16].</summary>
    public byte[] PackedWeights()
    {
        byte[] packed = new byte[Weights.Length];
        for (int o = 0; o < OutChannels; o++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                packed[(((o / 16 * Taps) + tap) * 16) + (o % 16)] = (byte)Weights[(o * Taps) + tap];
            }
        }

        return packed;
    }

    /// <summary>The params of SPEC 5.4.</summary>
    public byte[] PackedParams()
    {
        byte[] packed = new byte[48 * Shift.Length];
        for (int group = 0; group < Shift.Length; group++)
        {
            Span<byte> at = packed.AsSpan(48 * group, 48);
            for (int half = 0; half < 2; half++)
            {
                UInt128Pair bits = default;
                for (int lane = 7; lane >= 0; lane--)
                {
                    bits = bits.ShiftIn20((uint)Bias[(group * 16) + (half * 8) + lane] & 0xFFFFF);
                }

                BitConverter.TryWriteBytes(at[(16 * half)..], bits.Low);
                BitConverter.TryWriteBytes(at[(32 + (4 * half))..], bits.High);
            }

            at[40] = Shift[group];
        }

        return packed;
    }

    /// <summary>Moves biases to ones that packed params hold; a channel for which the proof has no such bias becomes zero.</summary>
    public void RoundBiases()
    {
        for (int group = 0; group < Shift.Length; group++)
        {
            int unit = 1 << Exponent(group);
            for (int o = group * 16; o < (group + 1) * 16; o++)
            {
                (long lowest, long highest) = SafeBiases(o);
                int bias = Math.Min(Bias[o] / unit, (1 << 14) - 1) * unit;
                bias += bias < lowest ? unit : bias > highest ? -unit : 0;
                if (bias < lowest || bias > highest)
                {
                    Array.Clear(Weights, o * Taps, Taps);
                    bias = 0;
                }

                Bias[o] = bias;
            }
        }
    }

    /// <summary>The packed params of SPEC 5.4, of biases that have been rounded.</summary>
    public byte[] SmallParams()
    {
        byte[] packed = new byte[32 * Shift.Length];
        for (int group = 0; group < Shift.Length; group++)
        {
            int exponent = Exponent(group);
            int control = Shift[group] + (16 * exponent);
            for (int lane = 0; lane < 16; lane++)
            {
                int mantissa = Bias[(16 * group) + lane] / (1 << exponent);
                short field = (short)((2 * mantissa) + ((control >> lane) & 1));
                BitConverter.TryWriteBytes(packed.AsSpan((32 * group) + (2 * lane)), field);
            }
        }

        return packed;
    }

    private int Exponent(int group)
    {
        int exponent = 0;
        foreach (int bias in Bias.AsSpan(16 * group, 16))
        {
            while (bias < -(1 << (14 + exponent)) || bias >= 1 << (14 + exponent))
            {
                exponent++;
            }
        }

        return exponent;
    }

    private (long Lowest, long Highest) SafeBiases(int o)
    {
        (long low, long high) = (0, 0);
        foreach (sbyte weight in Weights.AsSpan(o * Taps, Taps))
        {
            low += Math.Min(127 * weight, ZeroIn * weight);
            high += Math.Max(127 * weight, ZeroIn * weight);
        }

        return (-(1 << 19) - low, (1 << 19) - 1 - high);
    }

    /// <summary>160 bits: eight values of 20.</summary>
    private readonly record struct UInt128Pair(UInt128 Low, uint High)
    {
        public UInt128Pair ShiftIn20(uint value)
        {
            return new UInt128Pair((Low << 20) | value, (High << 20) | (uint)(Low >> 108));
        }
    }
}
