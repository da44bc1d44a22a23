using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How good a blob is on a folder of images.</summary>
/// <param name="Against">Beside the model it was made from, or another blob; null when that was not given.</param>
/// <param name="Confusion">[true class][named class]: images of the blob.</param>
/// <param name="Seconds">For all images, decoding included.</param>
public sealed record EvaluationResult(Accuracy Accuracy, Comparison? Against, int[][] Confusion, double Seconds)
{
    /// <summary>How many images were classified.</summary>
    public int Images => Accuracy.Images;

    /// <summary>For people: where the true classes were read.</summary>
    public string Reading { get; init; } = string.Empty;

    /// <summary>What is to be known of the true classes, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is wrong if the network does no better than guessing, and what to do; null if it does.</summary>
    public string? Doubt => ChanceTest.Judge(Accuracy, Against, Confusion.Length, Reading);
}
