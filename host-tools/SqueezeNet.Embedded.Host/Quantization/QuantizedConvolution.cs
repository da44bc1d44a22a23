using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A convolution in integers (SPEC 1.2), channels in the model's order.</summary>
public sealed record QuantizedConvolution
{
    /// <summary>Kernel, stride, pad and channel counts.</summary>
    public required Convolution Shape { get; init; }

    /// <summary>[out][in][ky][kx].</summary>
    public required sbyte[] Weights { get; init; }

    /// <summary>[out]: `b` of SPEC 1.2.</summary>
    public required int[] Bias { get; init; }

    /// <summary>[out]: n, equal for the 16 channels of a group.</summary>
    public required int[] Shifts { get; init; }

    /// <summary>The output channels in stored order; each 16 of them are a group.</summary>
    public required int[] Order { get; init; }

    /// <summary>Zero point of the input.</summary>
    public required int ZeroIn { get; init; }

    /// <summary>Zero point of the output; 0 in the head.</summary>
    public required int ZeroOut { get; init; }

    /// <summary>Weights of one output channel.</summary>
    public int Taps => Weights.Length / Shape.OutChannels;

    /// <summary>Sum of the weights of an output channel.</summary>
    public int WeightSum(int channel)
    {
        int sum = 0;
        foreach (sbyte w in Weights.AsSpan(channel * Taps, Taps))
        {
            sum += w;
        }

        return sum;
    }

    /// <summary>Whether 20 bits hold every partial sum of a channel that has another bias (SPEC 1.3).</summary>
    public bool IsSafe(int channel, int bias)
    {
        long up = bias;
        long down = bias;
        foreach (sbyte w in Weights.AsSpan(channel * Taps, Taps))
        {
            up += Math.Max(127 * w, ZeroIn * w);
            down += Math.Min(127 * w, ZeroIn * w);
        }

        return up <= SaturationProof.Highest && down >= SaturationProof.Lowest;
    }

    /// <summary>The layer in floats that holds the same integers, for inputs u = q - ZeroIn; exact.</summary>
    /// <param name="padding">[in]: u of the border.</param>
    internal Float.Layer Integers(float[] padding)
    {
        float[] weights = Weights.Select(w => (float)w).ToArray();
        float[] bias = new float[Shape.OutChannels];
        for (int o = 0; o < bias.Length; o++)
        {
            bias[o] = Bias[o] + (ZeroIn * WeightSum(o)) - (ZeroOut << Shifts[o]);
        }

        return new Float.Layer(Shape, weights, bias, padding);
    }
}
