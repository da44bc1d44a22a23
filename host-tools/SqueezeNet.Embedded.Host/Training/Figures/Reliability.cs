using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Compares probabilities with how often they were right.</summary>
internal static class Reliability
{
    private const int Tenths = 10;

    /// <summary>Of held-out scores, with and without a temperature.</summary>
    /// <param name="scores">[photo][class].</param>
    /// <remarks>
    /// The temperature was fitted to the same photos; as it is one number, the error after it is hardly flattered.
    /// </remarks>
    public static ScoreCalibration Of(double[][] scores, int[] truth, double temperature)
    {
        CalibrationBin[] before = Bins(scores, truth, 1);
        CalibrationBin[] after = Bins(scores, truth, temperature);
        return new ScoreCalibration(temperature, Error(before), Error(after), after) { BinsBefore = before };
    }

    private static CalibrationBin[] Bins(double[][] scores, int[] truth, double temperature)
    {
        List<(double Probability, bool IsRight)>[] bins =
            [.. Enumerable.Range(0, Tenths).Select(_ => new List<(double, bool)>())];
        for (int i = 0; i < scores.Length; i++)
        {
            int named = Softmax.Best(scores[i]);
            double probability = Softmax.Of(scores[i], temperature)[named];
            bins[Math.Min((int)(probability * Tenths), Tenths - 1)].Add((probability, named == truth[i]));
        }

        return
        [
            .. bins.Where(bin => bin.Count > 0).Select(bin => new CalibrationBin(
                bin.Sum(photo => photo.Probability) / bin.Count,
                bin.Count(photo => photo.IsRight) / (double)bin.Count,
                bin.Count)),
        ];
    }

    // Percent.
    private static double Error(CalibrationBin[] bins)
    {
        return 100 * bins.Sum(bin => bin.Photos * Math.Abs(bin.Probability - bin.Right))
            / bins.Sum(bin => bin.Photos);
    }
}
