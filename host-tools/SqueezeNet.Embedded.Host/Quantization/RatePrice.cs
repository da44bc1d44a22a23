using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What a bit of a convolution's packed weights may cost in accuracy.</summary>
/// <param name="Bit">Price of a bit: nats of Kullback-Leibler divergence of the network's prediction.</param>
/// <param name="Sensitivities">[out]: that divergence per mean square of noise in the channel (real units).</param>
internal sealed record RatePrice(double Bit, double[] Sensitivities)
{
    /// <summary>
    /// Damping of the correction for errors of the layers before. Coarse weights leave more of them, which are less
    /// alike on other images (measured on v1.0 at 2.2 bits a weight: 0.3 dB less noise in the logits than with the
    /// usual one).
    /// </summary>
    public const double CorrectionDamping = 1;

    // The gradients of a hundred images are noisy, and those of dead channels zero. A class's are large on images of
    // it, and the next images show others.
    private const double Shared = 0.6;
    private const double SharedByClasses = 1;

    // Scales are chosen for the price; rounding within them does best when it saves a little more eagerly.
    private const double Rounding = 1.5;

    /// <summary>From squared gradients (Gradients.Measure), averaged over images.</summary>
    /// <param name="isHead">Whether the channels are classes.</param>
    public static RatePrice Of(double bit, double[] gradients, bool isHead)
    {
        double mean = Math.Max(gradients.Average(), double.Epsilon);
        double shared = isHead ? SharedByClasses : Shared;
        return new RatePrice(bit, gradients.Select(g => 0.5 * (((1 - shared) * g) + (shared * mean))).ToArray());
    }

    /// <summary>Price of a bit in squared accumulator steps of a channel.</summary>
    /// <param name="step">Real value of an accumulator step.</param>
    public double InSteps(int channel, double step)
    {
        return Rounding * Bit / (Sensitivities[channel] * step * step);
    }

    /// <summary>Price of a bit in mean squared errors of the average channel.</summary>
    public double InErrors => Bit / Sensitivities.Average();

    /// <summary>Nats per mean squared error of all channels.</summary>
    public double PerError => Sensitivities.Sum();

    /// <summary>How much more than the average channel's this channel's error matters.</summary>
    public double Weight(int channel)
    {
        return Sensitivities[channel] / Sensitivities.Average();
    }

    /// <summary>
    /// Rough number of bits of a channel's weights: entropy of a geometric distribution with extra zeros.
    /// </summary>
    /// <param name="count">Weights.</param>
    /// <param name="nonzero">How many are not zero.</param>
    /// <param name="sum">Of magnitudes.</param>
    public static double Bits(int count, int nonzero, double sum)
    {
        if (nonzero == 0)
        {
            return 0;
        }

        double p = (double)nonzero / count;
        double zeros = p < 1 ? -(p * FixedOrder.Log2(p)) - ((1 - p) * FixedOrder.Log2(1 - p)) : 0;
        double above = (sum / nonzero) - 1;
        double magnitude = above > 0 ? FixedOrder.Log2(1 + above) + (above * FixedOrder.Log2(1 + (1 / above))) : 0;
        return (count * zeros) + (nonzero * (1 + magnitude));
    }
}
