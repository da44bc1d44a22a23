using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>How well photos are classified that a network was not trained on.</summary>
/// <param name="Photos">Every photo, in order.</param>
/// <param name="Confusion">[true class][named class]: photos.</param>
public sealed record HeldOutFigures(IReadOnlyList<ClassifiedPhoto> Photos, int[][] Confusion)
{
    /// <summary>
    /// How many times more photos it would take than if each told something of its own, at least 1: photos of one group
    /// are mistaken together.
    /// </summary>
    public double DesignEffect { get; init; } = 1;

    /// <summary>Photos that were named right.</summary>
    public int Right => Photos.Count(photo => photo.Named == photo.Truth);

    /// <summary>Percent.</summary>
    public double Accuracy => 100.0 * Right / Photos.Count;

    /// <summary>
    /// At 95 %, for photos of other groups: Wilson's interval of as many photos as they count for: their number
    /// divided by <see cref="DesignEffect"/>.
    /// </summary>
    public Interval Interval => Interval.Wilson(Right / DesignEffect, Photos.Count / DesignEffect);

    /// <summary>Class by class.</summary>
    public IReadOnlyList<ClassResult> Classes => ClassResult.Of(Confusion);

    /// <summary>Mistakes, the most confident first.</summary>
    public IReadOnlyList<ClassifiedPhoto> Mistakes =>
        [.. Photos.Where(photo => photo.Named != photo.Truth).OrderByDescending(photo => photo.Probability)];

    /// <summary>Of scores that are part of no probability yet.</summary>
    /// <param name="photos">Which, among those of the table.</param>
    /// <param name="scores">[index in photos][class].</param>
    /// <param name="temperature">What scores are to be divided by.</param>
    internal static HeldOutFigures Of(SampleTable samples, int[] photos, double[][] scores, double temperature = 1)
    {
        int[][] confusion = [.. Enumerable.Range(0, samples.Classes).Select(_ => new int[samples.Classes])];
        ClassifiedPhoto[] classified = new ClassifiedPhoto[photos.Length];
        for (int i = 0; i < photos.Length; i++)
        {
            int truth = samples.Truth[photos[i]];
            int named = Softmax.Best(scores[i]);
            double[] p = Softmax.Of(scores[i], temperature);
            classified[i] = new ClassifiedPhoto(photos[i], truth, named, p[named], p[truth]);
            confusion[truth][named]++;
        }

        return new HeldOutFigures(classified, confusion) { DesignEffect = Effect(samples, classified) };
    }

    // The variance of the share of mistakes if groups are drawn, over that if photos are (Kish, 1965); a network that
    // makes no mistake says nothing of either, so then as many photos count as there are groups.
    private static double Effect(SampleTable samples, ClassifiedPhoto[] photos)
    {
        (int Photos, int Wrong)[] groups =
        [
            .. photos.GroupBy(photo => samples.Groups[photo.Photo])
                .Select(group => (group.Count(), group.Count(photo => photo.Named != photo.Truth))),
        ];
        double count = photos.Length;
        double share = groups.Sum(group => group.Wrong) / count;
        if (share is 0 or 1 || groups.Length < 2)
        {
            return groups.Length == 0 ? 1 : count / groups.Length;
        }

        double squares = 0;
        foreach ((int size, int wrong) in groups)
        {
            double off = wrong - (share * size);
            squares += off * off;
        }

        double drawn = squares * groups.Length / (groups.Length - 1);
        return Math.Clamp(drawn / (count * share * (1 - share)), 1, count);
    }
}
