using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How good a blob is on a folder of images.</summary>
/// <param name="Against">Beside the model it was made from, or another blob; null when that was not given.</param>
/// <param name="Confusion">[true class][named class]: images of the blob.</param>
/// <param name="Seconds">For all images, decoding included.</param>
public sealed record EvaluationResult(Accuracy Accuracy, Comparison? Against, int[][] Confusion, double Seconds)
{
    /// <summary>How many images were classified.</summary>
    public int Images => Accuracy.Images;

    /// <summary>The folder: images that were classified, and what was skipped; null if there is none.</summary>
    public ImageFolder? Folder { get; init; }

    /// <summary>For people: where the true classes were read.</summary>
    public string Reading { get; init; } = string.Empty;

    /// <summary>What is to be known of the true classes, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The images that the blob was calibrated on, in order of their paths; null if it is not known what it was
    /// calibrated on.
    /// </summary>
    public IReadOnlyList<Overlap>? Overlaps { get; init; }

    /// <summary>The same for the images that were not calibrated on; null unless there are some of both.</summary>
    public EvaluationResult? NotCalibratedOn { get; init; }

    /// <summary>All images that the blob takes for another class, the most confident mistakes first.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>Class by class, in their order; only those that an image shows or that one was taken for.</summary>
    public IReadOnlyList<ClassResult> Classes => ClassResult.Of(Confusion);

    /// <summary>Which classes were taken for which, the most frequent first.</summary>
    public IReadOnlyList<ConfusedPair> ConfusedPairs => ConfusedPair.Of(Confusion);

    /// <summary>What is to be said of images that were calibrated on; null without any.</summary>
    public string? OverlapNote => OverlapText.Of(this);

    /// <summary>What is wrong if the network does no better than guessing, and what to do; null if it does.</summary>
    public string? Doubt => ChanceTest.Judge(Accuracy, Against, Confusion.Length, Reading);
}
