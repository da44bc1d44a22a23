using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Takes the mean error out of the logits. Rounding keeps the mean of an accumulator, but a logit is the mean of what
/// ReLU leaves of it, and noise around zero adds to that: the more, the rarer a class is active. In other layers the
/// next one's bias makes up for it.
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
            bias[c] = head.IsSafe(c, moved) ? moved : bias[c];
        }

        return head with { Bias = bias };
    }
}
