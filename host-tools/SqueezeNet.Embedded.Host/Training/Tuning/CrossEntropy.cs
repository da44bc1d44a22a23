using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>The loss of a photo's scores, in nats.</summary>
internal static class CrossEntropy
{
    private const double NatsOfBit = 0.6931471805599453;

    /// <summary>Loss and its gradient by the scores.</summary>
    /// <param name="wanted">Probability of each class; sums to 1.</param>
    public static (double Loss, double[] Gradient) Of(double[] scores, double[] wanted)
    {
        double highest = scores.Max();
        double[] gradient = [.. scores.Select(score => FixedOrder.Exp(score - highest))];
        double sum = gradient.Sum();
        double logSum = NatsOfBit * FixedOrder.Log2(sum);
        double loss = 0;
        for (int c = 0; c < scores.Length; c++)
        {
            loss -= wanted[c] * (scores[c] - highest - logSum);
            gradient[c] = (gradient[c] / sum) - wanted[c];
        }

        return (loss, gradient);
    }

    /// <summary>The same if a class is wanted for sure.</summary>
    public static (double Loss, double[] Gradient) Of(double[] scores, int truth)
    {
        double[] wanted = new double[scores.Length];
        wanted[truth] = 1;
        return Of(scores, wanted);
    }
}
