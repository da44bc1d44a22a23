using System;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Training.Export;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>How a network is trained on photos.</summary>
public sealed record TrainingOptions
{
    /// <summary>The network's name, at most 31 bytes of UTF-8; null for the pretrained one's.</summary>
    public string? Name { get; init; }

    /// <summary>How photos are read and grouped.</summary>
    public PhotoOptions Photos { get; init; } = new();

    /// <summary>Views of each photo, the photo itself among them.</summary>
    public int Views { get; init; } = 6;

    /// <summary>Whether views may be mirrored; not where left and right differ, as in writing.</summary>
    public bool HasFlips { get; init; } = true;

    /// <summary>Folds of cross-validation; fewer if a class has fewer groups.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>What all random choices follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Name of the first Fire module that is trained besides the head; null for the head alone.</summary>
    public string? Tune { get; init; }

    /// <summary>Width and height of the input, pixels; null for the model's, or for the fitting one.</summary>
    public int? Side { get; init; }

    /// <summary>The smallest input that is tried, pixels.</summary>
    public int LeastSide { get; init; } = 96;

    /// <summary>The largest input that is tried, pixels.</summary>
    public int MostSide { get; init; } = 224;

    /// <summary>Where it is to run; sizes and bypass are tried if this or a limit of time is given.</summary>
    public BoardTarget? Fit { get; init; }

    /// <summary>What the blob is planned for where <see cref="Fit"/> is null.</summary>
    public BoardTarget Target { get; init; } = new();

    /// <summary>How small the blob's weights are to be made; by default they are raw.</summary>
    public RateTarget Rate { get; init; } = RateTarget.Raw;

    /// <summary>Whether the blob is built; what it will take is known in any case.</summary>
    public bool BuildsBlob { get; init; } = true;

    /// <summary>Most modelled milliseconds of a classification; null for any.</summary>
    public double? MostMilliseconds { get; init; }

    /// <summary>Where features are kept for the next run; null for nowhere.</summary>
    public string? Cache { get; init; }

    /// <summary>Runs the ONNX file that is written, to compare; null if nothing can.</summary>
    public Func<byte[], IOnnxRunner>? OnnxRunner { get; init; }
}
