using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>The trainer's probabilities of each class for each photo, to which those of others are held.</summary>
/// <param name="logits">[photo][class].</param>
internal sealed class ParityProbabilities(IReadOnlyList<double[]> logits)
{
    // 100 times what another order of sums does to probabilities of v1.1, whose logits are as large as that.
    private const double Usual = 1e-4;
    private const double UsualLogit = 32;

    private readonly double[][] expected = [.. logits.Select(Gradients.Softmax)];

    /// <summary>What another order of sums in fp32 may do to a probability: it grows with the logits.</summary>
    public double Tolerance { get; } =
        Usual * Math.Max(1, logits.SelectMany(row => row).Select(Math.Abs).DefaultIfEmpty().Max() / UsualLogit);

    /// <summary>Holds somebody's logits to the trainer's.</summary>
    /// <param name="runner">Whose they are.</param>
    /// <param name="logits">[photo][class].</param>
    /// <param name="tolerance">Most that probabilities may differ by; null if they need not agree.</param>
    public ParityRow Compare(string runner, IReadOnlyList<double[]> logits, double? tolerance)
    {
        int same = 0;
        int wrong = 0;
        int far = 0;
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (logits[i].Length != expected[i].Length)
            {
                string problem = $"It has {logits[i].Length} scores, where the network has {expected[i].Length}.";
                return new ParityRow(runner, 0, 1, tolerance is not null, problem);
            }

            double[] found = Gradients.Softmax(logits[i]);
            double difference = Largest(expected[i], found);
            (int best, int other) = (Best(expected[i]), Best(found));
            same += best == other ? 1 : 0;
            // Of two that are tied so closely either may be named.
            wrong += best != other && !(expected[i][best] - expected[i][other] <= tolerance) ? 1 : 0;
            far += difference <= tolerance ? 0 : 1;
            largest = Math.Max(largest, difference);
        }

        bool isExact = tolerance is not null;
        return new ParityRow(
            runner, same, largest, isExact, isExact ? Problem(wrong, far, largest, tolerance!.Value) : null);
    }

    private string? Problem(int wrong, int far, double largest, double tolerance)
    {
        return wrong + far == 0
            ? null
            : FormattableString.Invariant(
                $"Of {expected.Length} photos {wrong} have another answer, and in {far} a probability differs by ")
                + FormattableString.Invariant($"more than {tolerance:0.######}, at most by {largest:0.######}.");
    }

    /// <summary>The largest difference; 1 for what is no number.</summary>
    private static double Largest(double[] expected, double[] found)
    {
        double largest = 0;
        for (int c = 0; c < found.Length; c++)
        {
            double difference = Math.Abs(found[c] - expected[c]);
            largest = double.IsNaN(difference) ? 1 : Math.Max(largest, difference);
        }

        return largest;
    }

    /// <summary>The first of the highest.</summary>
    private static int Best(double[] probabilities)
    {
        int best = 0;
        for (int c = 1; c < probabilities.Length; c++)
        {
            best = probabilities[c] > probabilities[best] ? c : best;
        }

        return best;
    }
}
