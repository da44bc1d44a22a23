using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>How well photos are classified that a network was not trained on.</summary>
/// <param name="Photos">Every photo, in order.</param>
/// <param name="Confusion">[true class][named class]: photos.</param>
public sealed record HeldOutFigures(IReadOnlyList<ClassifiedPhoto> Photos, int[][] Confusion)
{
    /// <summary>Photos that were named right.</summary>
    public int Right => Photos.Count(photo => photo.Named == photo.Truth);

    /// <summary>Percent.</summary>
    public double Accuracy => 100.0 * Right / Photos.Count;

    /// <summary>At 95 %.</summary>
    public Interval Interval => Interval.Wilson(Right, Photos.Count);

    /// <summary>Class by class.</summary>
    public IReadOnlyList<ClassResult> Classes => ClassResult.Of(Confusion);

    /// <summary>Mistakes, the most confident first.</summary>
    public IReadOnlyList<ClassifiedPhoto> Mistakes =>
        [.. Photos.Where(photo => photo.Named != photo.Truth).OrderByDescending(photo => photo.Probability)];
}
