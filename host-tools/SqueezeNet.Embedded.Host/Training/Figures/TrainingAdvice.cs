using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Says what would help, in sentences.</summary>
internal static class TrainingAdvice
{
    private const int MostClasses = 3;
    private const int FewPhotos = 20;

    // Points; below it more photos are not worth the walk.
    private const double SmallGain = 0.5;

    /// <summary>Of held-out photos and a learning curve.</summary>
    public static IReadOnlyList<string> Of(
        HeldOutFigures heldOut, SampleTable samples, LearningCurve curve, IReadOnlyList<string> labels)
    {
        List<string> advice = [];
        ClassResult[] weak = Weak(heldOut);
        foreach (ClassResult result in weak)
        {
            advice.Add(Sentence(heldOut, result, labels));
        }

        string[] few =
        [
            .. samples.Truth.GroupBy(truth => truth).Where(photos => photos.Count() < FewPhotos)
                .OrderBy(photos => photos.Key)
                .Select(photos => FormattableString.Invariant($"{labels[photos.Key]} ({photos.Count()})")),
        ];
        if (few.Length > 0)
        {
            advice.Add(
                FormattableString.Invariant($"Of these classes there are fewer than {FewPhotos} photos: ")
                + string.Join(", ", few) + ". More of them help first, and make the figures surer.");
        }

        advice.AddRange(Gain(heldOut, curve));
        return advice;
    }

    // Those whose recall is surely below that of the rest, the worst first.
    private static ClassResult[] Weak(HeldOutFigures heldOut)
    {
        return
        [
            .. heldOut.Classes
                .Where(result => result.Images > 0
                    && Limits(heldOut, result).High < heldOut.Accuracy)
                .OrderBy(result => result.Recall)
                .ThenBy(result => result.Class)
                .Take(MostClasses),
        ];
    }

    private static string Sentence(HeldOutFigures heldOut, ClassResult result, IReadOnlyList<string> labels)
    {
        Interval interval = Limits(heldOut, result);
        int[] row = heldOut.Confusion[result.Class];
        int other = Enumerable.Range(0, row.Length).Where(c => c != result.Class).MaxBy(c => row[c]);
        string limits = FormattableString.Invariant($"{interval.Low:0}..{interval.High:0}");
        return FormattableString.Invariant(
            $"{labels[result.Class]} is named for {result.Recall:0.0} % of its photos ({limits}), ")
            + $"most often mistaken for {labels[other]}: it needs photos before the others do.";
    }

    // As many photos as they count for, of each class alike.
    private static Interval Limits(HeldOutFigures heldOut, ClassResult result)
    {
        return Interval.Wilson(result.Right / heldOut.DesignEffect, result.Images / heldOut.DesignEffect);
    }

    private static IEnumerable<string> Gain(HeldOutFigures heldOut, LearningCurve curve)
    {
        if (curve.Gain is not (double low, double mean, double high))
        {
            yield return "There are too few photos to tell what more of them would bring.";
        }
        else if (heldOut.Right == heldOut.Photos.Count)
        {
            yield return "No photo was mistaken; only photos of other places and days can tell more.";
        }
        else if (high < SmallGain)
        {
            yield return FormattableString.Invariant(
                $"Twice as many photos would hardly help: {high:0.0} points of accuracy at most.");
        }
        else
        {
            yield return FormattableString.Invariant(
                $"Twice as many photos may bring {mean:0.0} points of accuracy ({low:0.0}..{high:0.0}).");
        }
    }
}
