using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Dequantization;

/// <summary>
/// How integers stand for real numbers: real = scale * (q - zero); one pair, or one for each channel.
/// </summary>
/// <param name="Lowest">The least value of the integers' type.</param>
/// <param name="Highest">The greatest value of the integers' type.</param>
internal sealed record Affine(float[] Scale, long[] Zero, long Lowest, long Highest)
{
    /// <summary>Whether integers cannot stand for a number below zero, so that storing a tensor is a ReLU.</summary>
    public bool EndsAtZero => Zero.All(z => z == Lowest);

    /// <summary>Whether there is one pair for all channels, and it is the same.</summary>
    public bool Equals(Affine? other)
    {
        return other is not null && Scale.Length == 1 && other.Scale.Length == 1
            && Scale[0] == other.Scale[0] && Zero[0] == other.Zero[0];
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale[0], Zero[0]);

    /// <summary>Real numbers for integers whose channels lie along an axis.</summary>
    public float[] ToReal(long[] values, IReadOnlyList<long> shape, int axis)
    {
        int stride = Stride(shape, axis);
        return [.. values.Select((q, i) => (q - At(Zero, i, stride)) * At(Scale, i, stride))];
    }

    /// <summary>Integers for real numbers: rounded to even, saturated.</summary>
    public float[] ToIntegers(float[] values, IReadOnlyList<long> shape, int axis)
    {
        int stride = Stride(shape, axis);
        return [.. values.Select((v, i) => (float)Math.Clamp(
            Math.Round((double)v / At(Scale, i, stride), MidpointRounding.ToEven) + At(Zero, i, stride),
            Lowest,
            Highest))];
    }

    /// <summary>Distance of one channel's value from that of the next.</summary>
    private static int Stride(IReadOnlyList<long> shape, int axis)
    {
        return (int)shape.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
    }

    private static T At<T>(T[] perChannel, int index, int stride)
    {
        return perChannel[perChannel.Length == 1 ? 0 : index / stride % perChannel.Length];
    }
}
