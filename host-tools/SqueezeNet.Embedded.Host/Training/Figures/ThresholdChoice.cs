using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Chooses the probability below which nothing should be reported.</summary>
internal static class ThresholdChoice
{
    // Percent.
    private const double Kept = 95;

    // In hundredths; above it a device's rounding decides.
    private const int Highest = 95;

    /// <summary>The highest that keeps 95 % of the right answers.</summary>
    /// <param name="photos">Held out.</param>
    /// <param name="strangers">Probabilities of what photos of unknown classes were named; may be empty.</param>
    public static ThresholdAdvice Of(IReadOnlyList<ClassifiedPhoto> photos, double[] strangers)
    {
        double[] right = [.. photos.Where(photo => photo.Named == photo.Truth).Select(photo => photo.Probability)];
        double[] wrong = [.. photos.Where(photo => photo.Named != photo.Truth).Select(photo => photo.Probability)];
        int hundredths = Highest;
        while (hundredths > 0 && Above(right, hundredths / 100.0) < Kept)
        {
            hundredths--;
        }

        double threshold = hundredths / 100.0;
        return new ThresholdAdvice(
            threshold,
            Above(right, threshold),
            wrong.Length == 0 ? null : 100 - Above(wrong, threshold),
            strangers.Length == 0 ? null : 100 - Above(strangers, threshold));
    }

    // Percent; of nothing, nothing is lost.
    private static double Above(double[] probabilities, double threshold)
    {
        return probabilities.Length == 0
            ? 100
            : 100.0 * probabilities.Count(probability => probability >= threshold) / probabilities.Length;
    }
}
