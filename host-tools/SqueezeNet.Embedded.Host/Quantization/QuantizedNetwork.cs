using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A network in integers: everything that is packed but the plan.</summary>
public sealed record QuantizedNetwork
{
    /// <summary>The equalized model in fp32 that was quantized.</summary>
    public required SqueezeNetModel Model { get; init; }

    /// <summary>Conv1's border as q = pixel - 128, R G B.</summary>
    public required sbyte[] Padding { get; init; }

    /// <summary>The first convolution.</summary>
    public required QuantizedConvolution Conv1 { get; init; }

    /// <summary>The Fire modules, in order.</summary>
    public required IReadOnlyList<QuantizedFire> Fires { get; init; }

    /// <summary>The head.</summary>
    public required QuantizedConvolution Conv10 { get; init; }

    /// <summary>logit = score * ScoreScale.</summary>
    public required float ScoreScale { get; init; }

    /// <summary>What quantization cost, one report a convolution, in order of execution.</summary>
    public required IReadOnlyList<LayerReport> Layers { get; init; }
}
