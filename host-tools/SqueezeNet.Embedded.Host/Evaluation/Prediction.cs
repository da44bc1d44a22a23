namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>What is named for one image.</summary>
/// <param name="Blob">The blob's best classes, best first.</param>
/// <param name="Reference">The reference's; empty without one.</param>
/// <param name="Probability">Of the blob's best class, 0..1.</param>
/// <param name="Divergence">How far the probabilities are apart, in nats.</param>
internal sealed record Prediction(int[] Blob, int[] Reference, double Probability, double Divergence)
{
    /// <summary>The calibration image that it is; null if it is none, or if that is not known.</summary>
    public Overlap? Overlap { get; init; }
}
