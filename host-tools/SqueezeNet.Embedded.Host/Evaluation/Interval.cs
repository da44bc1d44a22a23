using System;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Confidence limits in percent.</summary>
public readonly record struct Interval(double Low, double High)
{
    // The 97.5th percentile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>
    /// Wilson's score interval (1927) at 95 % for a share of images: all p with |hits/n - p| at most z sqrt(p (1 - p) /
    /// n).
    /// </summary>
    public static Interval Wilson(int hits, int images) => Wilson((double)hits, images);

    /// <summary>The same for images that count for less than one, because some of them are alike.</summary>
    /// <param name="hits">0 .. images.</param>
    /// <param name="n">More than 0.</param>
    internal static Interval Wilson(double hits, double n)
    {
        double share = hits / n;
        double middle = share + (Z * Z / (2 * n));
        double reach = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        double scale = 100 / (1 + (Z * Z / n));
        // No and every hit make ends that are exactly 0 and 100 %, which rounding would miss.
        return new Interval(
            hits == 0 ? 0 : (middle - reach) * scale, hits == n ? 100 : (middle + reach) * scale);
    }
}
