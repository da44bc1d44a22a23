namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>A head, and what is known of it.</summary>
/// <param name="Head">Trained on all photos; its scores are divided by the temperature.</param>
/// <param name="Folds">[fold]: trained without its photos; divided by the same temperature.</param>
/// <param name="HeldOut">[photo][class]: scores of view 0 by the head of the photo's fold, not divided.</param>
internal sealed record HeadResult(Head Head, Head[] Folds, double[][] HeldOut)
{
    /// <summary>As cross-validation chose it.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>What makes probabilities of the held-out scores.</summary>
    public required double Temperature { get; init; }

    /// <summary>The first step alone, which is fast enough to be repeated for figures.</summary>
    public required AveragedResult Averaged { get; init; }
}
