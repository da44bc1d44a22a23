using System;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Rounds what packed params hold of biases (SPEC 5.4) to a sixteenth of a step of the output: next to nothing beside
/// the weights' errors, for half of the params' bytes.
/// </summary>
internal static class BiasRounding
{
    private const int StepBits = 4;

    /// <summary>Rounds all biases of a convolution; one that has no safe neighbour stays as it is.</summary>
    public static QuantizedConvolution Round(QuantizedConvolution convolution)
    {
        int[] bias = (int[])convolution.Bias.Clone();
        for (int o = 0; o < bias.Length; o++)
        {
            bias[o] = Round(convolution, o);
        }

        return convolution with { Bias = bias };
    }

    private static int Round(QuantizedConvolution convolution, int channel)
    {
        // The output's zero point and half a step are multiples of a sixteenth themselves.
        int exponent = Math.Max(0, convolution.Shifts[channel] - StepBits);
        int bias = convolution.Bias[channel];
        int share = convolution.ZeroIn * convolution.WeightSum(channel);
        int below = (((bias + share) >> exponent) << exponent) - share;
        int above = below + (1 << exponent);
        bool up = bias - below > above - bias;
        foreach (int candidate in (ReadOnlySpan<int>)[up ? above : below, up ? below : above])
        {
            if (convolution.IsSafe(channel, candidate))
            {
                return candidate;
            }
        }

        return bias;
    }
}
