using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>What figures are made of.</summary>
/// <param name="Samples">The photos.</param>
/// <param name="Folds">[photo].</param>
/// <param name="Head">The head on frozen features; learning curve and strangers are its.</param>
/// <param name="Maps">Its features.</param>
/// <param name="Labels">Names of the classes.</param>
internal sealed record FigureSource(
    SampleTable Samples, int[] Folds, HeadResult Head, IFeatureMaps Maps, IReadOnlyList<string> Labels)
{
    /// <summary>Photos that were held out, by the network that is judged; all of them by default.</summary>
    public int[] Photos { get; init; } = [.. Enumerable.Range(0, Samples.Photos)];

    /// <summary>
    /// [index in Photos][class]: their scores, not divided by the temperature; the head's by default.
    /// </summary>
    public double[][] Scores { get; init; } = Head.HeldOut;

    /// <summary>Of the scores; the head's by default.</summary>
    public double Temperature { get; init; } = Head.Temperature;
}
