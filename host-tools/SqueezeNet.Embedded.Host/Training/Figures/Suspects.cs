using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>
/// Photos that may stand in the wrong folder (confident learning; Northcutt et al., 2021): held out, they were taken
/// for another class at least as surely as that class's own photos are on average.
/// </summary>
internal static class Suspects
{
    private const int Most = 20;

    // The probability of its own folder; a photo above it is merely hard.
    private const double Unlikely = 0.1;

    /// <summary>
    /// Of all photos, as the head on frozen features saw them: at most twenty, the most suspicious first.
    /// </summary>
    public static IReadOnlyList<ClassifiedPhoto> Of(FigureSource source)
    {
        int classes = source.Samples.Classes;
        int[] truth = source.Samples.Truth;
        double[][] probabilities =
            [.. source.Head.HeldOut.Select(scores => Softmax.Of(scores, source.Head.Temperature))];
        double[] sure = new double[classes];
        int[] photos = new int[classes];
        for (int i = 0; i < truth.Length; i++)
        {
            sure[truth[i]] += probabilities[i][truth[i]];
            photos[truth[i]]++;
        }

        List<ClassifiedPhoto> found = [];
        for (int i = 0; i < truth.Length; i++)
        {
            double[] p = probabilities[i];
            int named = Softmax.Best(source.Head.HeldOut[i]);
            if (named != truth[i] && p[truth[i]] < Unlikely && p[named] * photos[named] >= sure[named])
            {
                found.Add(new ClassifiedPhoto(i, truth[i], named, p[named], p[truth[i]]));
            }
        }

        return
        [
            .. found.OrderByDescending(photo => photo.Probability - photo.TruthProbability)
                .ThenBy(photo => photo.Photo)
                .Take(Most),
        ];
    }
}
