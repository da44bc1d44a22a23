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

    /// <summary>160 bits: eight values of 20.</summary>
    private readonly record struct UInt128Pair(UInt128 Low, uint High)
    {
        public UInt128Pair ShiftIn20(uint value)
        {
            return new UInt128Pair((Low << 20) | value, (High << 20) | (uint)(Low >> 108));
        }
    }
}
