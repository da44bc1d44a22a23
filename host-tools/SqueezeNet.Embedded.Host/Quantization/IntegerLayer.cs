using System;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A quantized convolution evaluated on u = q - z, exactly as the engine does it.</summary>
internal sealed class IntegerLayer
{
    private readonly Layer layer;
    private readonly float[] steps;
    private readonly int levels;

    public IntegerLayer(QuantizedConvolution convolution, float[] padding)
    {
        layer = convolution.Integers(padding);
        steps = convolution.Shifts.Select(n => MathF.ScaleB(1, -n)).ToArray();
        levels = 127 - convolution.ZeroOut;
    }

    /// <summary>
    /// u of the output. |acc| below 2^20 is exact in a float, and so is its product with a power of two.
    /// </summary>
    public Plane Run(Plane input)
    {
        Plane output = layer.Run(input);
        for (int c = 0; c < output.Channels; c++)
        {
            Span<float> channel = output.Channel(c);
            TensorPrimitives.Multiply(channel, steps[c], channel);
            TensorPrimitives.Floor(channel, channel);
            TensorPrimitives.Clamp(channel, 0, levels, channel);
        }

        return output;
    }

    /// <summary>The accumulators, without shift and clamp.</summary>
    public Plane Accumulate(Plane input)
    {
        return layer.Run(input);
    }
}
