using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>All there is to know of a blob that has just been made.</summary>
/// <param name="CalibrationImages">How many images it was calibrated on.</param>
/// <param name="Evaluation">Beside the fp32 model; null without labelled images.</param>
/// <param name="Labels">One per class; of the evaluation's classes.</param>
public sealed record BuildReport(
    BlobSummary Blob,
    int CalibrationImages,
    IReadOnlyList<LayerReport> Layers,
    PlanReport Plan,
    EvaluationResult? Evaluation,
    IReadOnlyList<string> Labels)
{
    /// <summary>Points of size and accuracy that were walked; null without a search.</summary>
    public RateCurve? Curve { get; init; }

    /// <summary>How the evaluation's images are read.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>What the blob was calibrated on, and what was skipped; null for images from memory.</summary>
    public ImageFolder? Calibration { get; init; }

    /// <summary>What was taken for granted or taken from the file when the model was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What to do about it, the most important first.</summary>
    public IReadOnlyList<Advice> Advice => Advisor.Judge(this);
}
