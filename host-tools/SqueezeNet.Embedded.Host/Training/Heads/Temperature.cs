using System;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// What scores have to be divided by for probabilities that mean what they say (Guo et al., 2017): the likeliest on
/// photos that were held out, drawn towards 1 where these are few.
/// </summary>
internal static class Temperature
{
    public const double Lowest = 0.05;
    public const double Highest = 20;

    // In nats: few photos that are all right would let the temperature fall to nothing.
    private const double Prior = 4;
    private const int Steps = 100;

    /// <summary>The temperature for held-out scores, [photo][class].</summary>
    /// <remarks>
    /// The loss is convex in b = 1 / temperature, and so is the prior, b - 1 - ln b: a golden section finds it.
    /// </remarks>
    public static double Fit(double[][] scores, int[] truth)
    {
        const double Golden = 0.6180339887498949;
        (double low, double high) = (1 / Highest, 1 / Lowest);
        double left = high - (Golden * (high - low));
        double right = low + (Golden * (high - low));
        (double leftLoss, double rightLoss) = (Loss(scores, truth, left), Loss(scores, truth, right));
        for (int step = 0; step < Steps; step++)
        {
            if (leftLoss <= rightLoss)
            {
                (high, right, rightLoss) = (right, left, leftLoss);
                left = high - (Golden * (high - low));
                leftLoss = Loss(scores, truth, left);
            }
            else
            {
                (low, left, leftLoss) = (left, right, rightLoss);
                right = low + (Golden * (high - low));
                rightLoss = Loss(scores, truth, right);
            }
        }

        return 2 / (low + high);
    }

    /// <summary>A head whose scores are divided: ReLU and mean pass a factor on.</summary>
    public static Head Divide(Head head, double temperature)
    {
        return head with
        {
            Weights = Array.ConvertAll(head.Weights, weight => (float)(weight / temperature)),
            Bias = Array.ConvertAll(head.Bias, bias => (float)(bias / temperature)),
        };
    }

    private static double Loss(double[][] scores, int[] truth, double inverse)
    {
        double loss = Prior * (inverse - 1 - (FixedOrder.Log2(inverse) * Softmax.Ln2));
        for (int i = 0; i < scores.Length; i++)
        {
            loss += Softmax.Loss(scores[i], truth[i], 1 / inverse);
        }

        return loss;
    }
}
