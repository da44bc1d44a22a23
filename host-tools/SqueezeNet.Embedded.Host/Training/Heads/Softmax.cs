using System;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>Scores as probabilities.</summary>
internal static class Softmax
{
    public const double Ln2 = 0.6931471805599453;

    /// <summary>Probabilities of scores that are divided by a temperature.</summary>
    public static double[] Of(ReadOnlySpan<double> scores, double temperature = 1)
    {
        double max = scores[Best(scores)];
        double[] p = new double[scores.Length];
        double sum = 0;
        for (int k = 0; k < p.Length; k++)
        {
            p[k] = FixedOrder.Exp((scores[k] - max) / temperature);
            sum += p[k];
        }

        for (int k = 0; k < p.Length; k++)
        {
            p[k] /= sum;
        }

        return p;
    }

    /// <summary>Minus the logarithm of a class's probability, in nats.</summary>
    public static double Loss(ReadOnlySpan<double> scores, int truth, double temperature = 1)
    {
        double max = scores[Best(scores)];
        double sum = 0;
        foreach (double score in scores)
        {
            sum += FixedOrder.Exp((score - max) / temperature);
        }

        return (FixedOrder.Log2(sum) * Ln2) + ((max - scores[truth]) / temperature);
    }

    /// <summary>The class with the highest score, the first of several.</summary>
    public static int Best(ReadOnlySpan<double> scores)
    {
        int best = 0;
        for (int k = 1; k < scores.Length; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        return best;
    }
}
