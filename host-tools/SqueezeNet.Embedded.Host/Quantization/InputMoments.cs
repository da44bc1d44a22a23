using System;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Second moments of a convolution's quantized inputs, and the means of its quantized and real inputs, over sampled
/// output positions. Tap t is [in][ky][kx], as in the weights.
/// </summary>
internal sealed class InputMoments
{
    private const int SamplesPerImage = 192;

    private readonly Layer layer;
    private readonly float[] integerPadding;
    private readonly float[] realPadding;

    /// <summary>Starts without samples.</summary>
    public InputMoments(Layer layer, float[] integerPadding, float[] realPadding)
    {
        this.layer = layer;
        this.integerPadding = integerPadding;
        this.realPadding = realPadding;
        Second = new double[layer.Taps * layer.Taps];
        MeanInteger = new double[layer.Taps];
        MeanReal = new double[layer.Taps];
    }

    public int Taps => layer.Taps;

    public long Samples { get; private set; }

    /// <summary>[tap][tap]: sum, after <see cref="Finish"/> mean, of u * u', u = q - z.</summary>
    public double[] Second { get; }

    /// <summary>Mean of u.</summary>
    public double[] MeanInteger { get; }

    /// <summary>Mean of the fp32 network's input.</summary>
    public double[] MeanReal { get; }

    /// <summary>Adds positions of one image.</summary>
    /// <param name="index">Which image it is: moves the sampling grid.</param>
    public void Add(Plane integers, Plane reals, int index)
    {
        int positions = layer.OutHeight(integers.Height) * layer.OutWidth(integers.Width);
        int samples = Math.Min(SamplesPerImage, positions);
        int[] at = new int[samples];
        double phase = (index * 0.6180339887) % 1;
        for (int i = 0; i < samples; i++)
        {
            at[i] = (int)((i + phase) * positions / samples);
        }

        float[] columns = Sample(integers.Pad(layer.Shape.Pad, integerPadding), at, MeanInteger);
        Sample(reals.Pad(layer.Shape.Pad, realPadding), at, MeanReal);
        for (int t = 0; t < Taps; t++)
        {
            ReadOnlySpan<float> row = columns.AsSpan(t * samples, samples);
            for (int u = 0; u <= t; u++)
            {
                Second[(t * Taps) + u] += TensorPrimitives.Dot(row, columns.AsSpan(u * samples, samples));
            }
        }

        Samples += samples;
    }

    /// <summary>Adds another part's sums.</summary>
    public void Merge(InputMoments other)
    {
        TensorPrimitives.Add(Second, other.Second, Second);
        TensorPrimitives.Add(MeanInteger, other.MeanInteger, MeanInteger);
        TensorPrimitives.Add(MeanReal, other.MeanReal, MeanReal);
        Samples += other.Samples;
    }

    /// <summary>Turns sums into means.</summary>
    public void Finish()
    {
        for (int t = 0; t < Taps; t++)
        {
            MeanInteger[t] /= Samples;
            MeanReal[t] /= Samples;
            for (int u = 0; u <= t; u++)
            {
                double mean = Second[(t * Taps) + u] / Samples;
                Second[(t * Taps) + u] = mean;
                Second[(u * Taps) + t] = mean;
            }
        }
    }

    /// <summary>[tap][sample] of a padded plane; adds to the sums per tap.</summary>
    private float[] Sample(Plane padded, int[] at, double[] sums)
    {
        Model.Convolution shape = layer.Shape;
        int width = ((padded.Width - shape.KernelWidth) / shape.Stride) + 1;
        int window = shape.KernelHeight * shape.KernelWidth;
        float[] columns = new float[Taps * at.Length];
        for (int t = 0; t < Taps; t++)
        {
            ReadOnlySpan<float> from = padded.Channel(t / window);
            int ky = t % window / shape.KernelWidth;
            int kx = t % shape.KernelWidth;
            for (int i = 0; i < at.Length; i++)
            {
                int y = (at[i] / width * shape.Stride) + ky;
                int x = (at[i] % width * shape.Stride) + kx;
                columns[(t * at.Length) + i] = from[(y * padded.Width) + x];
            }

            sums[t] += TensorPrimitives.Sum(columns.AsSpan(t * at.Length, at.Length));
        }

        return columns;
    }
}
