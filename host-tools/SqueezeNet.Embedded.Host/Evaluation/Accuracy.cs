namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How often a classifier was right.</summary>
/// <param name="Top1Hits">Pictures whose class it named first.</param>
/// <param name="Top5Hits">Pictures whose class was among the first five.</param>
public sealed record Accuracy(int Pictures, int Top1Hits, int Top5Hits)
{
    /// <summary>Percent of the pictures.</summary>
    public double Top1 => 100.0 * Top1Hits / Pictures;

    /// <summary>Percent of the pictures.</summary>
    public double Top5 => 100.0 * Top5Hits / Pictures;

    public Interval Top1Interval => Interval.Wilson(Top1Hits, Pictures);

    public Interval Top5Interval => Interval.Wilson(Top5Hits, Pictures);
}
