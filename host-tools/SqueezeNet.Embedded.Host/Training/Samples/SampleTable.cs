namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>What is known of the photos besides their pixels; all lists have an entry a photo.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Truth">The class of each photo.</param>
/// <param name="Groups">
/// A number for each photo; those with the same number are of one burst and never stand on both sides of a split.
/// </param>
internal sealed record SampleTable(int Classes, int[] Truth, int[] Groups)
{
    /// <summary>Number of photos.</summary>
    public int Photos => Truth.Length;
}
