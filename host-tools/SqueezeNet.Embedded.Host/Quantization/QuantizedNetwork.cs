using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A network in integers: everything that is packed but the plan.</summary>
/// <param name="Padding">Conv1's border as q = pixel - 128, R G B.</param>
/// <param name="ScoreScale">logit = score * ScoreScale.</param>
/// <param name="Layers">What quantization cost, one report a convolution, in order of execution.</param>
public sealed record QuantizedNetwork(
    SqueezeNetModel Model,
    sbyte[] Padding,
    QuantizedConvolution Conv1,
    IReadOnlyList<QuantizedFire> Fires,
    QuantizedConvolution Conv10,
    float ScoreScale,
    IReadOnlyList<LayerReport> Layers);
