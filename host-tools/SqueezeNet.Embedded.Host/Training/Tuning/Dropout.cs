using System;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// Leaves out values of the head's input at random, and raises the others so that their sum is expected to stay, as
/// SqueezeNet was trained (Srivastava et al., 2014).
/// </summary>
internal sealed class Dropout
{
    private const int Bits = 8;

    private readonly float[] factors;
    private readonly int threshold;

    /// <param name="size">Values.</param>
    /// <param name="rate">Share that is left out, in steps of 1/256, below 1.</param>
    public Dropout(int size, double rate)
    {
        factors = new float[size];
        threshold = (int)(rate * (1 << Bits));
    }

    /// <summary>Draws which values are left out.</summary>
    public void Draw(SeededRandom random)
    {
        float kept = (float)(1 << Bits) / ((1 << Bits) - threshold);
        ulong bits = 0;
        for (int i = 0; i < factors.Length; i++)
        {
            bits = i % Bits == 0 ? random.Next() : bits >> Bits;
            factors[i] = (int)(bits & byte.MaxValue) < threshold ? 0 : kept;
        }
    }

    public void Run(ReadOnlySpan<float> values, Span<float> to) => TensorPrimitives.Multiply(values, factors, to);

    public void Back(Span<float> gradient) => TensorPrimitives.Multiply(gradient, factors, gradient);
}
