using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>A network that was trained on photos, and what is known of it.</summary>
/// <param name="Model">The network, with labels; its scores are calibrated.</param>
/// <param name="Onnx">The same as an ONNX file.</param>
/// <param name="Photos">What it was trained on.</param>
/// <param name="Figures">Measured on photos that were held out.</param>
public sealed record TrainingResult(SqueezeNetModel Model, byte[] Onnx, PhotoSet Photos, TrainingFigures Figures)
{
    /// <summary>The blob, calibrated on the photos; null if none was asked for.</summary>
    public BuiltModel? Built { get; init; }

    /// <summary>The pretrained model's file.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>How photos were read.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>RAM, flash and modelled time: of the blob, or what it will take.</summary>
    public required PlanReport Plan { get; init; }

    /// <summary>fp32 and int8 on the first fold.</summary>
    public required SideBySide Int8 { get; init; }

    /// <summary>The same photos by the trainer, the ONNX file and the blob.</summary>
    public required ParityCheck Parity { get; init; }

    /// <summary>Sizes that were tried; empty if none were.</summary>
    public IReadOnlyList<FitRow> Fits { get; init; } = [];

    /// <summary>Photos whose features were in the cache.</summary>
    public int FromCache { get; init; }

    /// <summary>Epochs of the tuned modules; null if the head alone was trained.</summary>
    public int? Epochs { get; init; }

    /// <summary>What else is to be known, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
