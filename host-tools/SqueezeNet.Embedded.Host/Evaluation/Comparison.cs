using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>A blob beside the model it was made from, or beside another blob, on the same pictures.</summary>
/// <param name="Arithmetic">Of the reference: fp32, or int8 if it is a blob.</param>
/// <param name="Agreements">Pictures for which both name the same class first.</param>
/// <param name="Divergence">Mean Kullback-Leibler divergence of the blob's probabilities from the reference's, in nats.</param>
/// <param name="Top1">Test for a difference in top-1 accuracy.</param>
/// <param name="Top5">Test for a difference in top-5 accuracy.</param>
/// <param name="Differences">The pictures for which they do not, in order of their paths.</param>
public sealed record Comparison(
    string Arithmetic,
    Accuracy Reference,
    int Agreements,
    double Divergence,
    McNemar Top1,
    McNemar Top5,
    IReadOnlyList<Difference> Differences)
{
    /// <summary>Percent of the pictures.</summary>
    public double Agreement => 100.0 * Agreements / Reference.Pictures;

    public Interval AgreementInterval => Interval.Wilson(Agreements, Reference.Pictures);
}
