namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How often a classifier was right.</summary>
/// <param name="Top1Hits">Images whose class it named first.</param>
/// <param name="Top5Hits">Images whose class was among the first five.</param>
public sealed record Accuracy(int Images, int Top1Hits, int Top5Hits)
{
    /// <summary>Percent of the images.</summary>
    public double Top1 => 100.0 * Top1Hits / Images;

    /// <summary>Percent of the images.</summary>
    public double Top5 => 100.0 * Top5Hits / Images;

    /// <summary>95 % confidence limits of <see cref="Top1"/>.</summary>
    public Interval Top1Interval => Interval.Wilson(Top1Hits, Images);

    /// <summary>95 % confidence limits of <see cref="Top5"/>.</summary>
    public Interval Top5Interval => Interval.Wilson(Top5Hits, Images);
}
