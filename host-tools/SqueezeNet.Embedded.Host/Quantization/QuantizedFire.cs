using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A Fire module in integers.</summary>
public sealed record QuantizedFire(
    QuantizedConvolution Squeeze,
    QuantizedConvolution Expand1x1,
    QuantizedConvolution Expand3x3,
    MaxPool? PoolAfter);
