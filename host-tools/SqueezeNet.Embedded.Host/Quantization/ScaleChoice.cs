using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Zero point and scale of a tensor, and the groups of the convolutions that make it.</summary>
/// <param name="Step">The scale in grid steps from the groupings' reference.</param>
/// <param name="ZeroForProof">Whether zero point 0 was chosen for the accumulators' sake.</param>
internal sealed record ScaleChoice(Quantum Output, int Step, Grouping[] Groupings, bool ZeroForProof)
{
    // Expected errors are those of rounding to nearest; error-compensated rounding leaves about a third of them
    // (measured on v1.1, layer by layer).
    public const double Compensated = 0.35;

    // Of the head's weights, until the largest would be less than one.
    private const int MostOctaves = 7;

    /// <summary>
    /// Tries both zero points and a grid of scales. What is minimized is noise over signal: of the tensor (rounding and
    /// clipping of its values, rounding of the weights) plus of its consumers, whose weights must be the coarser the
    /// more levels the tensor has, lest the accumulator saturate. Tensors that share the scale count as values of this
    /// one.
    /// </summary>
    /// <param name="consumers">With the power of their input's channels.</param>
    /// <param name="storage">What storing the tensor, and those that share its scale, does.</param>
    /// <param name="order">The tensor's channels as they must be stored, null to choose.</param>
    public static ScaleChoice Find(
        TensorMakers makers,
        IReadOnlyList<(Convolution Convolution, double[] Power)> consumers,
        IEnumerable<Histogram> shared,
        StorageNoise storage,
        int[]? order)
    {
        Histogram histogram = new();
        histogram.Merge(makers.Statistics.Histogram);
        foreach (Histogram other in shared)
        {
            histogram.Merge(other);
        }

        if (histogram.Max == 0)
        {
            throw new QuantizationException($"{makers.Name} is zero on every calibration image: the network is dead.");
        }

        double power = histogram.Power / histogram.Count;
        double[] weights = Weights(makers, storage);
        ScaleChoice? best = null;
        double least = double.PositiveInfinity;
        (double Eight, double Seven) unlimited = (double.PositiveInfinity, double.PositiveInfinity);
        foreach (int zero in new[] { -128, 0 })
        {
            double free = double.PositiveInfinity;
            double scale = storage.BestScale(histogram, 127 - zero);
            Grouping[] groupings = makers.Group(scale / makers.Input.Scale, order);
            for (int step = -ChannelErrors.Reach; step <= ChannelErrors.Reach; step++)
            {
                Quantum output = new(scale * FixedOrder.PowerOfTwo(step), zero);
                double stored = storage.MeanSquaredError(histogram, output.Scale, output.Levels);
                double noise = stored + Rounding(weights, groupings, step, zero, true);
                free = Math.Min(free, stored + Rounding(weights, groupings, step, zero, false));
                double cost = (noise / power)
                    + (Compensated * consumers.Max(c => Consumer.RelativeError(c.Convolution, c.Power, output)));
                if (cost < least)
                {
                    (best, least) = (new ScaleChoice(output, step, groupings, false), cost);
                }
            }

            unlimited = zero == 0 ? (unlimited.Eight, free) : (free, unlimited.Seven);
        }

        // The consumers' errors are left out: without a limit they do not depend on the tensor's levels.
        return best is null
            ? throw Saturates(makers.Name)
            : best with { ZeroForProof = best.Output.Zero == 0 && unlimited.Eight < unlimited.Seven };
    }

    /// <summary>Groups for a tensor whose scale, zero point and order are those of an earlier one.</summary>
    public static ScaleChoice Given(TensorMakers makers, Quantum output, int[] order)
    {
        Grouping[] groupings = makers.Group(output.Scale / makers.Input.Scale, order);
        return groupings.Any(g => double.IsInfinity(g.Error(0, output.Zero)))
            ? throw Saturates(makers.Name)
            : new ScaleChoice(output, 0, groupings, false);
    }

    /// <summary>The head has no output tensor: only the steps between its groups' scales are chosen.</summary>
    public static ScaleChoice FindHead(TensorMakers makers)
    {
        Convolution head = makers.Convolutions[0];
        // Shifts only make scales finer: where bits have a price, they must begin with coarse ones.
        double reference = head.Weights.Max(Math.Abs) / (makers.Prices is null ? 127 : 2);
        reference = reference > 0 ? reference : 1;

        // Where bits have a price all classes want nearly the same scale, and those that need no map save its bytes.
        int[]? order = makers.Prices is null ? null : [.. Enumerable.Range(0, head.OutChannels)];
        for (int octave = 0; octave <= MostOctaves; octave++, reference *= 2)
        {
            Grouping[] groupings = makers.Group(reference, order);
            int step = Enumerable.Range(-ChannelErrors.Reach, (2 * ChannelErrors.Reach) + 1)
                .MinBy(s => groupings[0].Error(s, 0));
            if (double.IsFinite(groupings[0].Error(step, 0)))
            {
                return new ScaleChoice(
                    new Quantum(groupings[0].Scale(step, 0) * makers.Input.Scale, 0), step, groupings, false);
            }
        }

        throw Saturates(head.Name);
    }

    /// <summary>
    /// What a mean squared error of each convolution's outputs counts beside one of storing the tensor: its share of
    /// the channels; where bits have a price, what it does to the predictions, as a weight's error is felt more than a
    /// stored value's.
    /// </summary>
    private static double[] Weights(TensorMakers makers, StorageNoise storage)
    {
        Convolution[] convolutions = makers.Convolutions;
        return makers.Prices is RatePrices prices && storage.PerError > 0
            ? convolutions.Select(c => prices.Of(c).PerError / storage.PerError).ToArray()
            : convolutions.Select(c => (double)c.OutChannels / convolutions.Sum(o => o.OutChannels)).ToArray();
    }

    /// <summary>Expected error of a tensor's values that the rounding of the weights makes.</summary>
    private static double Rounding(double[] weights, Grouping[] groupings, int step, int zero, bool limited)
    {
        return Compensated * groupings.Zip(weights, (g, weight) => weight * g.Error(step, zero, limited)).Sum();
    }

    private static QuantizationException Saturates(string name)
    {
        return new QuantizationException(
            $"{name}: no scale keeps its accumulators in 20 bits. Its weights or biases are extreme; retrain with "
            + "weight decay, or check mean and std (--mean, --std).");
    }
}
