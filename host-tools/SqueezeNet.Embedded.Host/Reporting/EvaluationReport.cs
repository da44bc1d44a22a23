using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>What an evaluation of a blob found.</summary>
/// <param name="Labels">One per class.</param>
public sealed record EvaluationReport(BlobSummary Blob, EvaluationResult Evaluation, IReadOnlyList<string> Labels)
{
    /// <summary>How the images are read.</summary>
    public ImageOptions Images { get; init; } = new();
}
