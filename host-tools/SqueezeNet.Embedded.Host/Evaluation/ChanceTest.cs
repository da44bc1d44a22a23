using System;
using System.Globalization;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>
/// Whether a classifier does no better than one that guesses: then its labels and the true classes hardly belong
/// together.
/// </summary>
internal static class ChanceTest
{
    // What must be less probable than this has not happened by chance.
    private const double Rare = 0.01;

    /// <summary>Above guessing by this share of what is missing to all, a network has learnt something.</summary>
    private const double Learnt = 0.25;

    /// <summary>A sentence on what is wrong and what to do; null if nothing is.</summary>
    /// <param name="reading">Where the true classes were read.</param>
    public static string? Judge(Accuracy own, Comparison? against, int classes, string reading)
    {
        if (classes < 2)
        {
            return null;
        }

        string? doubt = Doubt(against?.Reference ?? own, classes);
        if (doubt is not null)
        {
            string who = against is null ? "the network" : $"the {against.Arithmetic} reference";
            string read = reading.Length > 0 ? $" (read from {reading}; --classes-from)" : string.Empty;
            return $"{who} is right on {doubt}. Labels and classes probably do not match: check that the labels "
                + $"(--labels) are in the order of the network's classes, that the true classes are right{read}, and "
                + "how images are prepared (--mean, --std, --channel-order, --size).";
        }

        return against is not null && Doubt(own, classes) is string lost
            ? $"the {against.Arithmetic} reference works, but this blob is right on {lost}. Calibrate it anew on "
            + "images of the kind that the camera will see, and check that the reference is the model it was "
            + "built from."
            : null;
    }

    private static string? Doubt(Accuracy accuracy, int classes)
    {
        double guessing = 1.0 / classes;
        double fair = guessing + (Learnt * (1 - guessing));
        (int hits, int images) = (accuracy.Top1Hits, accuracy.Images);
        bool isBelow = AtMost(hits, images, guessing) < Rare;
        bool isNoBetter = 1 - AtMost(hits - 1, images, guessing) > Rare && AtMost(hits, images, fair) < Rare;
        string chance = string.Create(CultureInfo.InvariantCulture, $"{100 * guessing:0.##} %");
        return isBelow || isNoBetter
            ? $"{hits} of {images} images, {(isBelow ? "below" : "no better than")} guessing ({chance})"
            : null;
    }

    /// <summary>The probability of at most so many hits, if each image is one with the same probability.</summary>
    private static double AtMost(int hits, int images, double probability)
    {
        double sum = 0;
        double log = images * Math.Log(1 - probability);
        for (int k = 0; k <= hits; k++)
        {
            sum += Math.Exp(log);
            log += Math.Log((images - k) / (k + 1.0)) + Math.Log(probability / (1 - probability));
        }

        return Math.Min(1, sum);
    }
}
