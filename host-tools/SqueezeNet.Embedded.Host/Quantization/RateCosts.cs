using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What each weight of a convolution would cost in bits, for every magnitude that it could take.</summary>
internal sealed class RateCosts
{
    private const int Magnitudes = 128;

    private readonly double[][] bits;
    private readonly byte[] levels;
    private readonly int taps;

    private RateCosts(double[][] bits, byte[] levels, int taps)
    {
        this.bits = bits;
        this.levels = levels;
        this.taps = taps;
    }

    /// <summary>Before anything is known: as of weights two thirds of which are zero.</summary>
    public static RateCosts Unknown(int channels, int taps)
    {
        double[] usual = Enumerable.Range(0, Magnitudes)
            .Select(m => m == 0 ? 0.6 : 2.6 + (1.8 * FixedOrder.Log2(m))).ToArray();
        return new RateCosts([usual], new byte[channels * taps], taps);
    }

    /// <summary>As the coder would find them among weights like these.</summary>
    public static RateCosts Of(QuantizedConvolution quantized)
    {
        StoredConvolution stored = StoredConvolution.Of(
            quantized, Enumerable.Range(0, quantized.Shape.InChannels).ToArray());
        RateMeter meter = RateMeter.Measure(stored);
        double[][] bits = Enumerable.Range(0, WeightModel.Levels).Select(level => Bits(meter, level)).ToArray();
        return new RateCosts(bits, ByChannel(meter, stored), quantized.Taps);
    }

    /// <summary>Bits of magnitudes 0..127 of one weight.</summary>
    public double[] Of(int channel, int tap)
    {
        return bits[levels[(channel * taps) + tap]];
    }

    private static double[] Bits(RateMeter meter, int level)
    {
        double sign = meter.Sign();
        double[] bits = new double[Magnitudes];
        for (int m = 0; m < Magnitudes; m++)
        {
            int size = 0;
            for (; size < 7 && m >> size != 0; size++)
            {
                bits[m] += meter.Size(level, size, true);
            }

            bits[m] += (size < 7 ? meter.Size(level, size, false) : 0) + (m > 0 ? sign : 0);
            for (int k = size - 2; k >= 0; k--)
            {
                bits[m] += meter.Mantissa(((m >> k) | 1) << k, ((m >> k) & 1) != 0);
            }
        }

        return bits;
    }

    /// <summary>Levels as [out][in][ky][kx].</summary>
    private static byte[] ByChannel(RateMeter meter, StoredConvolution stored)
    {
        Model.Convolution shape = stored.Source.Shape;
        int kernel = shape.KernelHeight * shape.KernelWidth;
        byte[] levels = new byte[stored.Source.Weights.Length];
        for (int at = 0; at < meter.Levels.Count; at++)
        {
            int lane = at % ConvolutionRecord.Lanes;
            int tap = at / ConvolutionRecord.Lanes;
            int input = tap % shape.InChannels;
            int k = tap / shape.InChannels % kernel;
            int o = stored.Order[(tap / shape.InChannels / kernel * ConvolutionRecord.Lanes) + lane];
            if (o >= 0)
            {
                levels[(o * stored.Source.Taps) + (input * kernel) + k] = meter.Levels[at];
            }
        }

        return levels;
    }
}
