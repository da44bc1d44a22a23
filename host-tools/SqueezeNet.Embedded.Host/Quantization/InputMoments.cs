using System;
using System.Buffers;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Moments of a convolution's quantized inputs u and of the fp32 network's inputs x over sampled output positions. Tap
/// t is [in][ky][kx], as in the weights.
/// </summary>
internal sealed class InputMoments
{
    // Positions of an image are much alike: 500 of them gave no less divergence on other images.
    private const int SamplesPerImage = 250;

    private const int Tile = FixedOrder.TileRows * FixedOrder.TileColumns;

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

        int stride = (samples + FixedOrder.Half - 1) / FixedOrder.Half * FixedOrder.Half;
        float[] columns = ArrayPool<float>.Shared.Rent(PaddedTaps * stride);
        float[] realColumns = ArrayPool<float>.Shared.Rent(PaddedTaps * stride);
        Sample(integers.Pad(layer.Shape.Pad, integerPadding), at, MeanInteger, columns, stride);
        Sample(reals.Pad(layer.Shape.Pad, realPadding), at, MeanReal, realColumns, stride);
        AddProducts(columns, columns, stride, Covariance, isSymmetric: true);
        AddProducts(realColumns, columns, stride, Cross, isSymmetric: false);
        ArrayPool<float>.Shared.Return(columns);
        ArrayPool<float>.Shared.Return(realColumns);
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

    /// <summary>Adds the products of rows with columns; of a symmetric matrix the lower triangle.</summary>
    private void AddProducts(float[] rows, float[] columns, int stride, double[] sums, bool isSymmetric)
    {
        Span<float> products = stackalloc float[FixedOrder.TileRows * FixedOrder.TileColumns];
        for (int t = 0; t < Taps; t += FixedOrder.TileRows)
        {
            int end = isSymmetric ? Math.Min(Taps, t + FixedOrder.TileRows) : Taps;
            for (int u = 0; u < end; u += FixedOrder.TileColumns)
            {
                FixedOrder.Products(rows.AsSpan(t * stride), columns.AsSpan(u * stride), stride, products);
                AddTile(products, sums, t, u);
            }
        }
    }

    private void AddTile(ReadOnlySpan<float> products, double[] sums, int row, int column)
    {
        int columns = Math.Min(FixedOrder.TileColumns, Taps - column);
        for (int i = 0; i < FixedOrder.TileRows && row + i < Taps; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                sums[((row + i) * Taps) + column + j] += products[(i * FixedOrder.TileColumns) + j];
            }
        }
    }

    /// <summary>Whole tiles of rows and columns.</summary>
    private int PaddedTaps => (Taps + Tile - 1) / Tile * Tile;

    /// <summary>
    /// [tap][sample] of a padded plane, with zeros behind taps and samples; adds to the sums per tap.
    /// </summary>
    /// <param name="at">Output positions.</param>
    /// <param name="stride">Of a tap, in floats.</param>
    private void Sample(Plane padded, int[] at, double[] sums, float[] columns, int stride)
    {
        Model.Convolution shape = layer.Shape;
        int width = ((padded.Width - shape.KernelWidth) / shape.Stride) + 1;
        int kernel = shape.KernelHeight * shape.KernelWidth;
        int[] corners = Array.ConvertAll(
            at, position => ((position / width * padded.Width) + (position % width)) * shape.Stride);
        for (int t = 0; t < Taps; t++)
        {
            int tap = (t % kernel / shape.KernelWidth * padded.Width) + (t % kernel % shape.KernelWidth);
            ReadOnlySpan<float> from = padded.Channel(t / kernel)[tap..];
            Span<float> row = columns.AsSpan(t * stride, stride);
            for (int i = 0; i < corners.Length; i++)
            {
                row[i] = from[corners[i]];
            }

            row[corners.Length..].Clear();
            sums[t] += FixedOrder.Sum(row[..corners.Length]);
        }

        columns.AsSpan(Taps * stride, (PaddedTaps - Taps) * stride).Clear();
    }
}
