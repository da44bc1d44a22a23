using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Runs a blob, and what it is compared with, on a folder of images.</summary>
public sealed class Evaluator
{
    private readonly IClassifier blob;
    private readonly IClassifier? reference;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="reference">The model to compare with, or another blob, or null.</param>
    /// <exception cref="ArgumentException">The reference has another number of classes.</exception>
    public Evaluator(IClassifier blob, IClassifier? reference)
    {
        if (reference is not null && reference.Classes != blob.Classes)
        {
            throw new ArgumentException(
                $"the blob has {blob.Classes} classes and what it is compared with {reference.Classes}: "
                + "they cannot agree.");
        }

        this.blob = blob;
        this.reference = reference;
    }

    /// <summary>How image files are read.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>What the blob was calibrated on; null if that is not known.</summary>
    internal IReadOnlyList<ImagePrint>? CalibratedOn { get; init; }

    /// <summary>
    /// Evaluates a folder. The result does not depend on how many images run at a time. Images that cannot be read are
    /// skipped and named in the result, unless <see cref="ImageOptions.IsStrict"/> says otherwise.
    /// </summary>
    /// <param name="progress">Is told how many images are done.</param>
    /// <param name="atATime">Images at a time; -1 for as many as there are cores.</param>
    /// <exception cref="ImageFileException">No image can be read, or one cannot and that matters.</exception>
    public EvaluationResult Run(
        LabelledImages images, IProgress<(int Done, int Total)>? progress, CancellationToken cancellation,
        int atATime = -1)
    {
        OverlapSearch? search = CalibratedOn is null ? null : new OverlapSearch(CalibratedOn);
        FolderReading reading = new()
        {
            IsStrict = Images.IsStrict,
            AtATime = atATime,
            Progress = (done, total) => progress?.Report((done, total)),
        };
        long start = Stopwatch.GetTimestamp();
        (Prediction?[] predictions, IReadOnlyList<SkippedFile> skipped) = reading.Run(
            images.Folder, images.Files, file => Classify(images.Folder, file, search), cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Scoring(blob.Classes, reference?.Arithmetic).Score(
            images.Without(skipped), [.. predictions.OfType<Prediction>()], seconds, search is not null);
    }

    private Prediction Classify(string folder, string file, OverlapSearch? search)
    {
        if (search is null)
        {
            return Classify(ImageFile.Read(file, Images));
        }

        (RgbImage image, ImagePrint print) = ImageFile.ReadWithPrint(file, Images);
        return Classify(image) with { Overlap = search.Find(ImageFolder.Name(folder, file), print) };
    }

    private Prediction Classify(RgbImage image)
    {
        double[] own = blob.Classify(image);
        double[]? other = reference?.Classify(image);
        return new Prediction(
            Logits.Top(own),
            other is null ? [] : Logits.Top(other),
            Logits.Best(own),
            other is null ? 0 : Logits.Divergence(other, own));
    }
}
