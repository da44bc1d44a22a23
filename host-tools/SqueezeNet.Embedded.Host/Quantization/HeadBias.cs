using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Takes the mean error out of the logits. Rounding keeps the mean of an accumulator, but a logit is the mean of what ReLU
/// leaves of it, and noise around zero adds to that: the more, the rarer a class is active. In other layers the next one's
/// bias makes up for it.
/// </summary>
internal static class HeadBias
{
    // The bias of a class that is hardly ever active is not known well.
    private const double LeastActive = 0.05;

    /// <summary>Corrects the biases.</summary>
    /// <param name="offsets">[class]: mean error of the logit.</param>
    /// <param name="logit">[class]: real value of an accumulator step.</param>
    /// <param name="active">[class]: how often the accumulator is above zero.</param>
    public static QuantizedConvolution Correct(
        QuantizedConvolution head, double[] offsets, double[] logit, double[] active)
    {
        int[] bias = (int[])head.Bias.Clone();
        for (int c = 0; c < bias.Length; c++)
        {
            int moved = bias[c] - (int)Math.Round(offsets[c] / (logit[c] * Math.Max(active[c], LeastActive)));
            bias[c] = IsSafe(head, c, moved) ? moved : bias[c];
        }

        return head with { Bias = bias };
    }

    /// <summary>Whether 20 bits hold every partial sum (SPEC 1.3).</summary>
    private static bool IsSafe(QuantizedConvolution head, int channel, int bias)
    {
        long up = bias;
        long down = bias;
        foreach (sbyte w in head.Weights.AsSpan(channel * head.Taps, head.Taps))
        {
            up += Math.Max(127 * w, head.ZeroIn * w);
            down += Math.Min(127 * w, head.ZeroIn * w);
        }

        return up <= SaturationProof.Highest && down >= SaturationProof.Lowest;
    }
}
