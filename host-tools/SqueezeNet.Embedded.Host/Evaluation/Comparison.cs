using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>A blob beside the model it was made from, or beside another blob, on the same images.</summary>
public sealed record Comparison
{
    /// <summary>Of the reference: fp32, or int8 if it is a blob.</summary>
    public required string Arithmetic { get; init; }

    /// <summary>The reference's accuracy on the same images.</summary>
    public required Accuracy Reference { get; init; }

    /// <summary>Images for which both name the same class first.</summary>
    public required int Agreements { get; init; }

    /// <summary>Mean Kullback-Leibler divergence of the blob's probabilities from the reference's, in nats.</summary>
    public required double Divergence { get; init; }

    /// <summary>Test for a difference in top-1 accuracy.</summary>
    public required McNemar Top1 { get; init; }

    /// <summary>Test for a difference in top-5 accuracy.</summary>
    public required McNemar Top5 { get; init; }

    /// <summary>The images for which they name different classes first, in order of their paths.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>Percent of the images.</summary>
    public double Agreement => 100.0 * Agreements / Reference.Images;

    /// <summary>95 % confidence limits of <see cref="Agreement"/>.</summary>
    public Interval AgreementInterval => Interval.Wilson(Agreements, Reference.Images);
}
