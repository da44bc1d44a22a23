using System;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>
/// Rounds biases so that packed params hold them (SPEC 5.4). A step is at most 2^-14 of the largest bias of a group, which is
/// some 1/8 of a step of the output: next to nothing beside the weights' errors, for a third of the params' bytes.
/// </summary>
internal static class BiasMantissas
{
    private const int Lanes = ConvolutionRecord.Lanes;

    /// <summary>Rounds all biases of a convolution; one that has no safe neighbour stays as it is.</summary>
    public static QuantizedConvolution Round(QuantizedConvolution convolution)
    {
        int[] bias = (int[])convolution.Bias.Clone();
        for (int first = 0; first < convolution.Order.Length; first += Lanes)
        {
            ReadOnlySpan<int> channels = convolution.Order.AsSpan(first, Math.Min(Lanes, convolution.Order.Length - first));
            int exponent = Exponent(convolution, channels);
            foreach (int o in channels)
            {
                bias[o] = Round(convolution, o, exponent);
            }
        }

        return convolution with { Bias = bias };
    }

    private static int Exponent(QuantizedConvolution convolution, ReadOnlySpan<int> channels)
    {
        int[] biases = new int[Lanes];
        Array.Fill(biases, convolution.ZeroOut << convolution.Shifts[channels[0]]);
        for (int lane = 0; lane < channels.Length; lane++)
        {
            biases[lane] = convolution.Bias[channels[lane]];
        }

        return GroupParams.Exponent(biases);
    }

    private static int Round(QuantizedConvolution convolution, int channel, int exponent)
    {
        int bias = convolution.Bias[channel];
        int below = bias >> exponent << exponent;
        int above = below + (1 << exponent);
        bool up = bias - below > above - bias && GroupParams.Exponent([above]) <= exponent;
        foreach (int candidate in (ReadOnlySpan<int>)[up ? above : below, up ? below : above])
        {
            if (convolution.IsSafe(channel, candidate) && GroupParams.Exponent([candidate]) <= exponent)
            {
                return candidate;
            }
        }

        return bias;
    }
}
