using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>
/// A convolution prepared for fast evaluation on planes, without activation. Integers up to 2^24 stay exact in it, so
/// it also evaluates quantized layers bit for bit.
/// </summary>
public sealed class Layer
{
    private const int Lanes = 4;
    private const int Tile = 24;
    private const int WideTile = 48;

    private readonly float[] packed;
    private readonly float[] bias;
    private readonly float[] padding;

    /// <summary>Prepares a convolution.</summary>
    /// <param name="shape">Kernel, stride and channel counts; its own weights are not used.</param>
    /// <param name="weights">[out][in][ky][kx].</param>
    /// <param name="bias">[out].</param>
    /// <param name="padding">[in]: the value of the border.</param>
    public Layer(Convolution shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ReadOnlySpan<float> padding)
    {
        Shape = shape;
        Taps = shape.InChannels * shape.KernelHeight * shape.KernelWidth;
        int blocks = (shape.OutChannels + Lanes - 1) / Lanes;
        packed = new float[blocks * Taps * Lanes];
        this.bias = new float[blocks * Lanes];
        bias.CopyTo(this.bias);
        this.padding = padding.ToArray();
        for (int o = 0; o < shape.OutChannels; o++)
        {
            for (int t = 0; t < Taps; t++)
            {
                packed[(((o / Lanes * Taps) + t) * Lanes) + (o % Lanes)] = weights[(o * Taps) + t];
            }
        }
    }

    /// <summary>The convolution that it computes.</summary>
    public Convolution Shape { get; }

    /// <summary>Weights of one output channel.</summary>
    public int Taps { get; }

    /// <summary>Output height for an input height.</summary>
    public int OutHeight(int height)
    {
        return ((height + (2 * Shape.Pad) - Shape.KernelHeight) / Shape.Stride) + 1;
    }

    /// <summary>Output width for an input width.</summary>
    public int OutWidth(int width)
    {
        return ((width + (2 * Shape.Pad) - Shape.KernelWidth) / Shape.Stride) + 1;
    }

    /// <summary>Bias plus the sum of weight times input, for every output position.</summary>
    public Plane Run(Plane input)
    {
        Plane padded = input.Pad(Shape.Pad, padding);
        int height = OutHeight(input.Height);
        int width = OutWidth(input.Width);
        return Shape.Stride == 1 ? RunSliding(padded, height, width) : RunColumns(padded, height, width);
    }

    /// <summary>[tap][position] of all positions of a padded input, in an array of the pool.</summary>
    private float[] Columns(Plane padded, int height, int width)
    {
        float[] columns = ArrayPool<float>.Shared.Rent(Taps * height * width);
        int at = 0;
        for (int c = 0; c < Shape.InChannels; c++)
        {
            ReadOnlySpan<float> from = padded.Channel(c);
            for (int k = 0; k < Shape.KernelHeight * Shape.KernelWidth; k++)
            {
                int ky = k / Shape.KernelWidth;
                int kx = k % Shape.KernelWidth;
                for (int y = 0; y < height; y++)
                {
                    ReadOnlySpan<float> row = from.Slice((((y * Shape.Stride) + ky) * padded.Width) + kx);
                    for (int x = 0; x < width; x++)
                    {
                        columns[at++] = row[x * Shape.Stride];
                    }
                }
            }
        }

        return columns;
    }

    private Plane RunColumns(Plane padded, int height, int width)
    {
        int positions = height * width;
        int[] offsets = new int[Taps];
        for (int t = 0; t < Taps; t++)
        {
            offsets[t] = t * positions;
        }

        Plane output = Plane.Unset(Shape.OutChannels, height, width);
        float[] columns = Columns(padded, height, width);
        Multiply(columns, offsets, output.Values, positions);
        ArrayPool<float>.Shared.Return(columns);
        return output;
    }

    /// <summary>Stride 1: every tap is the padded plane, shifted. Positions run over padded rows.</summary>
    private Plane RunSliding(Plane padded, int height, int width)
    {
        int[] offsets = new int[Taps];
        for (int t = 0; t < Taps; t++)
        {
            int k = t % (Shape.KernelHeight * Shape.KernelWidth);
            int c = t / (Shape.KernelHeight * Shape.KernelWidth);
            offsets[t] = (c * padded.Pixels) + (k / Shape.KernelWidth * padded.Width) + (k % Shape.KernelWidth);
        }

        Plane output = Plane.Unset(Shape.OutChannels, height, width);
        int positions = ((height - 1) * padded.Width) + width;
        if (padded.Width == width)
        {
            Multiply(padded.Values, offsets, output.Values, positions);
            return output;
        }

        float[] wide = ArrayPool<float>.Shared.Rent(Shape.OutChannels * positions);
        Multiply(padded.Values, offsets, wide, positions);
        for (int o = 0; o < Shape.OutChannels; o++)
        {
            for (int y = 0; y < height; y++)
            {
                wide.AsSpan((o * positions) + (y * padded.Width), width)
                    .CopyTo(output.Channel(o).Slice(y * width, width));
            }
        }

        ArrayPool<float>.Shared.Return(wide);
        return output;
    }

    /// <summary>output[o][p] = bias[o] + sum over t of w[o][t] * input[offsets[t] + p].</summary>
    private void Multiply(float[] input, int[] offsets, float[] output, int positions)
    {
        // Every sum has the same order in tiles of any width.
        bool isWide = Vector512.IsHardwareAccelerated && positions >= WideTile;
        int width = isWide ? WideTile : Tile;
        float[] tile = new float[Lanes * width];
        for (int o = 0; o < Shape.OutChannels; o += Lanes)
        {
            int lanes = Math.Min(Lanes, Shape.OutChannels - o);
            for (int p = 0; p < positions; p += width)
            {
                // The last tile is moved back, so that it ends with the last position.
                int start = Math.Max(0, Math.Min(p, positions - width));
                if (isWide)
                {
                    MultiplyWideTile(input, offsets, o, start, tile);
                }
                else if (positions < Tile)
                {
                    MultiplyFew(input, offsets, o, positions, tile);
                }
                else
                {
                    MultiplyTile(input, offsets, o, start, tile);
                }

                for (int lane = 0; lane < lanes; lane++)
                {
                    tile.AsSpan(lane * width, Math.Min(width, positions))
                        .CopyTo(output.AsSpan(((o + lane) * positions) + start));
                }
            }
        }
    }

    private void MultiplyFew(float[] input, int[] offsets, int o, int positions, float[] tile)
    {
        for (int i = 0; i < Lanes * positions; i++)
        {
            int lane = i / positions;
            int p = i % positions;
            float sum = bias[o + lane];
            for (int t = 0; t < offsets.Length; t++)
            {
                sum = MathF.FusedMultiplyAdd(
                    packed[(((o / Lanes * Taps) + t) * Lanes) + lane], input[offsets[t] + p], sum);
            }

            tile[(lane * Tile) + p] = sum;
        }
    }

    /// <summary>4 channels x 24 positions in 12 registers. Reads input up to offsets[t] + start + 23.</summary>
    private void MultiplyTile(float[] input, int[] offsets, int o, int start, float[] tile)
    {
        ref float from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(input), start);
        ref float w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed), o / Lanes * Taps * Lanes);
        Vector256<float> a0 = Vector256.Create(bias[o]), a1 = a0, a2 = a0;
        Vector256<float> b0 = Vector256.Create(bias[o + 1]), b1 = b0, b2 = b0;
        Vector256<float> c0 = Vector256.Create(bias[o + 2]), c1 = c0, c2 = c0;
        Vector256<float> d0 = Vector256.Create(bias[o + 3]), d1 = d0, d2 = d0;
        for (int t = 0; t < offsets.Length; t++)
        {
            ref float x = ref Unsafe.Add(ref from, offsets[t]);
            Vector256<float> x0 = Vector256.LoadUnsafe(ref x);
            Vector256<float> x1 = Vector256.LoadUnsafe(ref x, 8);
            Vector256<float> x2 = Vector256.LoadUnsafe(ref x, 16);
            Vector256<float> v = Vector256.Create(w);
            a0 = Vector256.FusedMultiplyAdd(v, x0, a0);
            a1 = Vector256.FusedMultiplyAdd(v, x1, a1);
            a2 = Vector256.FusedMultiplyAdd(v, x2, a2);
            v = Vector256.Create(Unsafe.Add(ref w, 1));
            b0 = Vector256.FusedMultiplyAdd(v, x0, b0);
            b1 = Vector256.FusedMultiplyAdd(v, x1, b1);
            b2 = Vector256.FusedMultiplyAdd(v, x2, b2);
            v = Vector256.Create(Unsafe.Add(ref w, 2));
            c0 = Vector256.FusedMultiplyAdd(v, x0, c0);
            c1 = Vector256.FusedMultiplyAdd(v, x1, c1);
            c2 = Vector256.FusedMultiplyAdd(v, x2, c2);
            v = Vector256.Create(Unsafe.Add(ref w, 3));
            d0 = Vector256.FusedMultiplyAdd(v, x0, d0);
            d1 = Vector256.FusedMultiplyAdd(v, x1, d1);
            d2 = Vector256.FusedMultiplyAdd(v, x2, d2);
            w = ref Unsafe.Add(ref w, Lanes);
        }

        Store(tile, 0, a0, a1, a2);
        Store(tile, Tile, b0, b1, b2);
        Store(tile, 2 * Tile, c0, c1, c2);
        Store(tile, 3 * Tile, d0, d1, d2);
    }

    /// <summary>The same in registers twice as wide: 4 channels x 48 positions.</summary>
    private void MultiplyWideTile(float[] input, int[] offsets, int o, int start, float[] tile)
    {
        ref float from = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(input), start);
        ref float w = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed), o / Lanes * Taps * Lanes);
        Vector512<float> a0 = Vector512.Create(bias[o]), a1 = a0, a2 = a0;
        Vector512<float> b0 = Vector512.Create(bias[o + 1]), b1 = b0, b2 = b0;
        Vector512<float> c0 = Vector512.Create(bias[o + 2]), c1 = c0, c2 = c0;
        Vector512<float> d0 = Vector512.Create(bias[o + 3]), d1 = d0, d2 = d0;
        for (int t = 0; t < offsets.Length; t++)
        {
            ref float x = ref Unsafe.Add(ref from, offsets[t]);
            Vector512<float> x0 = Vector512.LoadUnsafe(ref x);
            Vector512<float> x1 = Vector512.LoadUnsafe(ref x, 16);
            Vector512<float> x2 = Vector512.LoadUnsafe(ref x, 32);
            Vector512<float> v = Vector512.Create(w);
            a0 = Vector512.FusedMultiplyAdd(v, x0, a0);
            a1 = Vector512.FusedMultiplyAdd(v, x1, a1);
            a2 = Vector512.FusedMultiplyAdd(v, x2, a2);
            v = Vector512.Create(Unsafe.Add(ref w, 1));
            b0 = Vector512.FusedMultiplyAdd(v, x0, b0);
            b1 = Vector512.FusedMultiplyAdd(v, x1, b1);
            b2 = Vector512.FusedMultiplyAdd(v, x2, b2);
            v = Vector512.Create(Unsafe.Add(ref w, 2));
            c0 = Vector512.FusedMultiplyAdd(v, x0, c0);
            c1 = Vector512.FusedMultiplyAdd(v, x1, c1);
            c2 = Vector512.FusedMultiplyAdd(v, x2, c2);
            v = Vector512.Create(Unsafe.Add(ref w, 3));
            d0 = Vector512.FusedMultiplyAdd(v, x0, d0);
            d1 = Vector512.FusedMultiplyAdd(v, x1, d1);
            d2 = Vector512.FusedMultiplyAdd(v, x2, d2);
            w = ref Unsafe.Add(ref w, Lanes);
        }

        Store(tile, 0, a0, a1, a2);
        Store(tile, WideTile, b0, b1, b2);
        Store(tile, 2 * WideTile, c0, c1, c2);
        Store(tile, 3 * WideTile, d0, d1, d2);
    }

    private static void Store(float[] tile, int at, Vector256<float> v0, Vector256<float> v1, Vector256<float> v2)
    {
        v0.CopyTo(tile, at);
        v1.CopyTo(tile, at + 8);
        v2.CopyTo(tile, at + 16);
    }

    private static void Store(float[] tile, int at, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2)
    {
        v0.CopyTo(tile, at);
        v1.CopyTo(tile, at + 16);
        v2.CopyTo(tile, at + 32);
    }
}
