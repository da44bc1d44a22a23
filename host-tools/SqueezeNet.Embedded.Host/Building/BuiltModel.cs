using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>A blob that has just been built, and what is known of it.</summary>
public sealed partial class BuiltModel
{
    private readonly SqueezeNetModel model;
    private readonly BuiltBlob made;
    private readonly CalibrationImages calibration;

    internal BuiltModel(SqueezeNetModel model, BuiltBlob made, CalibrationImages calibration, PlanReport plan)
    {
        this.model = model;
        this.made = made;
        this.calibration = calibration;
        Plan = plan;
    }

    /// <summary>How image files are read, as the build read them.</summary>
    internal ImageOptions Images { get; init; } = new();

    /// <summary>The blob's bytes (SPEC 5).</summary>
    public byte[] Blob => made.Bytes;

    /// <summary>How many images it was calibrated on.</summary>
    public int CalibrationImages => calibration.Images.Count;

    /// <summary>
    /// The folder that it was calibrated on: images that were used, and what was skipped; null for images from memory.
    /// </summary>
    public ImageFolder? Calibration => calibration.Folder;

    /// <summary>What quantization cost, one report a convolution, in order of execution.</summary>
    public IReadOnlyList<LayerReport> Layers => made.Network.Layers;

    /// <summary>Points of size and accuracy that a search has walked; null without one.</summary>
    public RateCurve? Curve => made.Curve;

    /// <summary>What the blob costs on the board it was built for.</summary>
    public PlanReport Plan { get; }

    /// <summary>One per class; the class's number where the model names none.</summary>
    public IReadOnlyList<string> Labels => model.Labels.Count > 0
        ? model.Labels
        : Enumerable.Range(0, model.Classes).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToList();

    /// <summary>Writes the blob; a file that is there already is replaced at once or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        WholeFile.Write(path, Blob);
    }

    /// <summary>Opens the blob to classify images. The caller disposes of the network.</summary>
    /// <param name="backend">The native engine, or the managed one; scores are the same.</param>
    public Network Open(Backend backend = Backend.Automatic)
    {
        return Network.Open(Blob, backend);
    }

    /// <summary>Measures the blob's accuracy on a folder of labelled images, beside that of the fp32 model.</summary>
    /// <param name="folder">
    /// Images whose sub-folders are called after their labels or class indices, or whose file names begin with the
    /// class index; <see cref="LabelledImages.Find"/> reads classes from a list, too.
    /// </param>
    /// <inheritdoc cref="Evaluate(LabelledImages, IProgress{BuildProgress}?, CancellationToken)"/>
    public EvaluationResult Evaluate(
        string folder, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        return Evaluate(LabelledImages.Find(folder, model.Labels, model.Classes), progress, cancellation);
    }

    /// <summary>Measures the blob's accuracy on labelled images, beside that of the fp32 model.</summary>
    /// <param name="images">
    /// Best images that were not calibrated on. Those that were, as the same file, the same bytes or a copy that looks
    /// the same, are named in the result, and accuracy is told without them, too.
    /// </param>
    /// <param name="progress">Is told how many images are done, one report at a time, from several threads.</param>
    /// <param name="cancellation">Stops the work after the images that are being classified.</param>
    /// <exception cref="ImageFileException">
    /// There is no image, one cannot be read, or a path names no class.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public EvaluationResult Evaluate(
        LabelledImages images, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        using BlobClassifier subject = new(Blob, Backend.Automatic);
        using ModelClassifier reference = new(model, subject.Header);
        return new Evaluator(subject, reference) { Images = Images, CalibratedOn = calibration.Prints }.Run(
            images, OrderedProgress.Of(progress) is { } ordered ? new EvaluationReporter(ordered) : null, cancellation);
    }

    /// <summary>All of it in one report, with advice.</summary>
    /// <param name="evaluation">
    /// What <see cref="Evaluate(string, IProgress{BuildProgress}?, CancellationToken)"/> found, or null.
    /// </param>
    public BuildReport Report(EvaluationResult? evaluation = null)
    {
        BlobSummary summary = BlobSummary.Of(Embedded.Blob.Open(Blob));
        return new BuildReport(summary, CalibrationImages, Layers, Plan, evaluation, Labels)
        {
            Curve = Curve,
            Notes = model.Notes,
            Images = Images,
            Calibration = Calibration,
        };
    }
}
