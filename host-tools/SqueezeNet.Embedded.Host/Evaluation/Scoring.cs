using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>From what is named for images to figures.</summary>
/// <param name="classes">How many there are.</param>
/// <param name="reference">What the reference computes with; null without one.</param>
internal sealed class Scoring(int classes, string? reference)
{
    /// <summary>Scores all images, and those apart that were not calibrated on, if any was.</summary>
    /// <param name="knowsCalibration">Whether it is known what was calibrated on.</param>
    public EvaluationResult Score(
        LabelledImages images, IReadOnlyList<Prediction> predictions, double seconds, bool knowsCalibration)
    {
        EvaluationResult all = Score(images, predictions, seconds);
        if (!knowsCalibration)
        {
            return all;
        }

        Overlap[] overlaps = [.. predictions.Select(p => p.Overlap).OfType<Overlap>()];
        int[] others = [.. Enumerable.Range(0, predictions.Count).Where(i => predictions[i].Overlap is null)];
        bool isApart = overlaps.Length > 0 && others.Length > 0;
        return all with
        {
            Overlaps = overlaps,
            NotCalibratedOn = isApart
                ? Score(images.Only(others), [.. others.Select(i => predictions[i])], seconds)
                : null,
        };
    }

    private EvaluationResult Score(LabelledImages images, IReadOnlyList<Prediction> predictions, double seconds)
    {
        bool[][] right = Hits(images, predictions.Select(a => a.Blob).ToArray());
        return new EvaluationResult(
            Count(right), reference is null ? null : Compare(images, predictions, right, reference),
            Confusion(images, predictions), seconds)
        {
            Folder = images.Source,
            Reading = images.Reading,
            Notes = images.Notes,
            Mistakes = Mistakes(images, predictions),
        };
    }

    private static Comparison Compare(
        LabelledImages images, IReadOnlyList<Prediction> predictions, bool[][] right, string reference)
    {
        bool[][] other = Hits(images, predictions.Select(a => a.Reference).ToArray());
        Difference[] differences = Enumerable.Range(0, predictions.Count)
            .Where(i => predictions[i].Blob[0] != predictions[i].Reference[0])
            .Select(i => new Difference(
                images.Name(i), images.Truth[i], predictions[i].Reference[0], predictions[i].Blob[0]))
            .ToArray();
        return new Comparison
        {
            Arithmetic = reference,
            Reference = Count(other),
            Agreements = predictions.Count - differences.Length,
            Divergence = predictions.Average(prediction => prediction.Divergence),
            Top1 = Test(right[0], other[0]),
            Top5 = Test(right[1], other[1]),
            Differences = differences,
        };
    }

    /// <summary>The most confident first.</summary>
    private static Mistake[] Mistakes(LabelledImages images, IReadOnlyList<Prediction> predictions)
    {
        return
        [
            .. Enumerable.Range(0, predictions.Count)
                .Where(i => predictions[i].Blob[0] != images.Truth[i])
                .OrderByDescending(i => predictions[i].Probability)
                .Select(i => new Mistake(
                    images.Name(i), images.Truth[i], predictions[i].Blob[0], predictions[i].Probability,
                    predictions[i].Reference.Length > 0 ? predictions[i].Reference[0] : null)),
        ];
    }

    /// <summary>[0][image] whether the first class is right, [1][image] whether one of the first five is.</summary>
    private static bool[][] Hits(LabelledImages images, int[][] top)
    {
        return
        [
            top.Select((classes, i) => classes[0] == images.Truth[i]).ToArray(),
            top.Select((classes, i) => classes.Contains(images.Truth[i])).ToArray(),
        ];
    }

    private static Accuracy Count(bool[][] right)
    {
        return new Accuracy(right[0].Length, right[0].Count(hit => hit), right[1].Count(hit => hit));
    }

    private static McNemar Test(bool[] blob, bool[] reference)
    {
        return new McNemar(
            blob.Zip(reference).Count(pair => pair.First && !pair.Second),
            blob.Zip(reference).Count(pair => pair.Second && !pair.First));
    }

    private int[][] Confusion(LabelledImages images, IReadOnlyList<Prediction> predictions)
    {
        int[][] confusion = Enumerable.Range(0, classes).Select(_ => new int[classes]).ToArray();
        for (int i = 0; i < predictions.Count; i++)
        {
            confusion[images.Truth[i]][predictions[i].Blob[0]]++;
        }

        return confusion;
    }
}
