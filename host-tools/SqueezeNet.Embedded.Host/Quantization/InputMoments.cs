using System;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Moments of a convolution's quantized inputs u and of the fp32 network's inputs x over sampled output positions. Tap
/// t is [in][ky][kx], as in the weights.
/// </summary>
internal sealed class InputMoments
{
    private const int SamplesPerImage = 500;

    private readonly Layer layer;
    private readonly float[] integerPadding;
    private readonly float[] realPadding;
    private double[]? unexplained;

    /// <summary>Starts without samples.</summary>
    public InputMoments(Layer layer, float[] integerPadding, float[] realPadding)
    {
        this.layer = layer;
        this.integerPadding = integerPadding;
        this.realPadding = realPadding;
        Covariance = new double[layer.Taps * layer.Taps];
        Cross = new double[layer.Taps * layer.Taps];
        MeanInteger = new double[layer.Taps];
        MeanReal = new double[layer.Taps];
    }

    public int Taps => layer.Taps;

    public long Samples { get; private set; }

    /// <summary>
    /// [tap][tap]: sums of u * u', after <see cref="Finish"/> covariances: means do not matter, biases make up for
    /// them.
    /// </summary>
    public double[] Covariance { get; }

    /// <summary>[tap of x][tap of u]: sums of x * u, after <see cref="Finish"/> covariances.</summary>
    public double[] Cross { get; }

    /// <summary>Mean of u.</summary>
    public double[] MeanInteger { get; }

    /// <summary>Mean of the fp32 network's input.</summary>
    public double[] MeanReal { get; }

    /// <summary>
    /// [tap]: variance of u that the taps which are rounded after it (WeightRounding) cannot make up for.
    /// </summary>
    public double[] Unexplained => unexplained ??= WeightRounding.Unexplained(this);

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
        float[] realColumns = Sample(reals.Pad(layer.Shape.Pad, realPadding), at, MeanReal);
        for (int t = 0; t < Taps; t++)
        {
            AddProducts(columns.AsSpan(t * samples, samples), columns, Covariance.AsSpan(t * Taps, t + 1));
            AddProducts(realColumns.AsSpan(t * samples, samples), columns, Cross.AsSpan(t * Taps, Taps));
        }

        Samples += samples;
    }

    /// <summary>Adds another part's sums.</summary>
    public void Merge(InputMoments other)
    {
        TensorPrimitives.Add(Covariance, other.Covariance, Covariance);
        TensorPrimitives.Add(Cross, other.Cross, Cross);
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
        }

        for (int t = 0; t < Taps; t++)
        {
            for (int u = 0; u < Taps; u++)
            {
                Cross[(t * Taps) + u] = (Cross[(t * Taps) + u] / Samples) - (MeanReal[t] * MeanInteger[u]);
            }

            for (int u = 0; u <= t; u++)
            {
                double value = (Covariance[(t * Taps) + u] / Samples) - (MeanInteger[t] * MeanInteger[u]);
                Covariance[(t * Taps) + u] = value;
                Covariance[(u * Taps) + t] = value;
            }
        }
    }

    /// <summary>Adds the products of a row with the first of the columns.</summary>
    private static void AddProducts(ReadOnlySpan<float> row, ReadOnlySpan<float> columns, Span<double> sums)
    {
        Span<float> products = stackalloc float[FixedOrder.Rows];
        int n = row.Length;
        int u = 0;
        for (; u + FixedOrder.Rows <= sums.Length; u += FixedOrder.Rows)
        {
            FixedOrder.Dot(row, columns.Slice(u * n, FixedOrder.Rows * n), products);
            for (int i = 0; i < products.Length; i++)
            {
                sums[u + i] += products[i];
            }
        }

        for (; u < sums.Length; u++)
        {
            sums[u] += FixedOrder.Dot(row, columns.Slice(u * n, n));
        }
    }

    /// <summary>[tap][sample] of a padded plane; adds to the sums per tap.</summary>
    private float[] Sample(Plane padded, int[] at, double[] sums)
    {
        Model.Convolution shape = layer.Shape;
        int width = ((padded.Width - shape.KernelWidth) / shape.Stride) + 1;
        int kernel = shape.KernelHeight * shape.KernelWidth;
        float[] columns = new float[Taps * at.Length];
        for (int t = 0; t < Taps; t++)
        {
            ReadOnlySpan<float> from = padded.Channel(t / kernel);
            int ky = t % kernel / shape.KernelWidth;
            int kx = t % shape.KernelWidth;
            for (int i = 0; i < at.Length; i++)
            {
                int y = (at[i] / width * shape.Stride) + ky;
                int x = (at[i] % width * shape.Stride) + kx;
                columns[(t * at.Length) + i] = from[(y * padded.Width) + x];
            }

            sums[t] += FixedOrder.Sum(columns.AsSpan(t * at.Length, at.Length));
        }

        return columns;
    }
}
