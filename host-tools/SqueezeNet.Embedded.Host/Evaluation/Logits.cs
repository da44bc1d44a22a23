using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>What follows from a network's logits.</summary>
internal static class Logits
{
    private const int TopCount = 5;

    /// <summary>
    /// Classes of the highest logits, best first, the lower index first among equals, as the engines do it.
    /// </summary>
    public static int[] Top(double[] logits)
    {
        return Enumerable.Range(0, logits.Length).OrderByDescending(c => logits[c]).ThenBy(c => c)
            .Take(TopCount).ToArray();
    }

    /// <summary>The highest probability.</summary>
    public static double Best(double[] logits)
    {
        return Math.Exp(LogSoftmax(logits).Max());
    }

    /// <summary>
    /// Kullback-Leibler divergence of the softmax of some logits from that of the reference's, in nats.
    /// </summary>
    public static double Divergence(double[] reference, double[] logits)
    {
        double[] p = LogSoftmax(reference);
        double[] q = LogSoftmax(logits);
        return p.Zip(q, (a, b) => Math.Exp(a) * (a - b)).Sum();
    }

    private static double[] LogSoftmax(double[] logits)
    {
        double max = logits.Max();
        double log = max + Math.Log(logits.Sum(v => Math.Exp(v - max)));
        return logits.Select(v => v - log).ToArray();
    }
}
