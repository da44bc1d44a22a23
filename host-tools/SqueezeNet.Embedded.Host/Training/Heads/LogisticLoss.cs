using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Softmax cross entropy of linear scores, mean over weighted rows, and half the weight decay times the sum of squared
/// weights (biases apart). Convex. Products of a block of rows are summed in single precision, blocks in double, one
/// after the other.
/// </summary>
internal sealed class LogisticLoss
{
    private const int Lanes = 4;

    // Rows of a block stay in the second cache.
    private const int Block = 32;

    // Classes are filled up to a multiple of what both products take at once.
    private const int Tile = 12;
    private const int SpreadClasses = 6;

    // Below the highest score by so much, a class that is not there has no probability.
    private const double Nothing = 1000;

    private readonly AveragedRows rows;
    private readonly int[] used;
    private readonly int[] truth;
    private readonly double[] shares;
    private readonly int classes;
    private readonly int padded;
    private readonly float[] block;
    private readonly float[] weights;
    private readonly float[] scores;
    private readonly double[] powers;
    private readonly double[] sums;

    /// <summary>Of photos, with all their views.</summary>
    /// <param name="photos">Which.</param>
    /// <param name="truth">[photo among all]: class.</param>
    /// <param name="weights">[photo among all]: how much it counts.</param>
    /// <param name="classes">How many.</param>
    public LogisticLoss(AveragedRows rows, int[] photos, int[] truth, double[] weights, int classes)
    {
        this.rows = rows;
        this.classes = classes;
        padded = (classes + Tile - 1) / Tile * Tile;
        used = new int[photos.Length * rows.Views];
        this.truth = new int[used.Length];
        shares = new double[used.Length];
        double sum = 0;
        foreach (int photo in photos)
        {
            sum += weights[photo] * rows.Views;
        }

        for (int i = 0; i < used.Length; i++)
        {
            int photo = photos[i / rows.Views];
            used[i] = (photo * rows.Views) + (i % rows.Views);
            this.truth[i] = truth[photo];
            shares[i] = weights[photo] / sum;
        }

        block = new float[Block * rows.Stride];
        this.weights = new float[padded * rows.Stride];
        scores = new float[Block * padded];
        powers = new double[padded];
        sums = new double[padded * rows.Stride];
    }

    /// <summary>Numbers of a place: [class][Stride].</summary>
    public int Parameters => classes * rows.Stride;

    /// <summary>What a squared weight costs.</summary>
    public double Decay { get; set; }

    /// <summary>Loss and gradient. Not for several threads at once.</summary>
    public double Evaluate(ReadOnlySpan<double> place, Span<double> gradient)
    {
        for (int i = 0; i < place.Length; i++)
        {
            weights[i] = (float)place[i];
        }

        Array.Clear(sums);
        double loss = 0;
        for (int first = 0; first < used.Length; first += Block)
        {
            int count = Math.Min(Block, used.Length - first);
            Gather(first, count);
            Scores();
            for (int i = 0; i < count; i++)
            {
                loss += shares[first + i] * Residual(scores.AsSpan(i * padded, padded), first + i);
            }

            Spread(count);
        }

        sums.AsSpan(0, Parameters).CopyTo(gradient);
        for (int k = 0; k < classes; k++)
        {
            ReadOnlySpan<double> own = place.Slice(k * rows.Stride, rows.Channels);
            loss += 0.5 * Decay * FixedOrder.Dot(own, own);
            for (int c = 0; c < own.Length; c++)
            {
                gradient[(k * rows.Stride) + c] += Decay * own[c];
            }
        }

        return loss;
    }

    private void Gather(int first, int count)
    {
        int stride = rows.Stride;
        for (int i = 0; i < count; i++)
        {
            rows.Values.AsSpan(used[first + i] * stride, stride).CopyTo(block.AsSpan(i * stride));
        }

        block.AsSpan(count * stride).Clear();
    }

    private void Scores()
    {
        int stride = rows.Stride;
        Span<float> products = stackalloc float[FixedOrder.TileRows * FixedOrder.TileColumns];
        for (int row = 0; row < Block; row += FixedOrder.TileColumns)
        {
            ReadOnlySpan<float> columns = block.AsSpan(row * stride, FixedOrder.TileColumns * stride);
            for (int k = 0; k < padded; k += FixedOrder.TileRows)
            {
                FixedOrder.Products(
                    weights.AsSpan(k * stride, FixedOrder.TileRows * stride), columns, stride, products);
                for (int i = 0; i < products.Length; i++)
                {
                    (int own, int column) = (k + (i / FixedOrder.TileColumns), row + (i % FixedOrder.TileColumns));
                    scores[(column * padded) + own] = products[i];
                }
            }
        }
    }

    // Scores become what the loss's gradient by them is.
    private double Residual(Span<float> row, int index)
    {
        double max = row[0];
        foreach (float score in row[..classes])
        {
            max = Math.Max(max, score);
        }

        double own = row[truth[index]];
        for (int k = 0; k < padded; k++)
        {
            powers[k] = k < classes ? row[k] - max : -Nothing;
        }

        ref double power = ref MemoryMarshal.GetArrayDataReference(powers);
        Vector256<double> lanes = default;
        for (int k = 0; k < padded; k += Lanes)
        {
            Vector256<double> next = Exp(Vector256.LoadUnsafe(ref power, (nuint)k));
            next.StoreUnsafe(ref power, (nuint)k);
            lanes += next;
        }

        double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        double share = shares[index] / sum;
        powers[truth[index]] -= sum;
        for (int k = 0; k < padded; k++)
        {
            row[k] = (float)(powers[k] * share);
        }

        return (FixedOrder.Log2(sum) * Softmax.Ln2) + max - own;
    }

    // Adds the rows of the block, times the gradient by their scores, to the sums: six classes at two vectors.
    private void Spread(int count)
    {
        int stride = rows.Stride;
        for (int c = 0; c < stride; c += 2 * FixedOrder.Half)
        {
            for (int k = 0; k < padded; k += SpreadClasses)
            {
                ref float x = ref block[c];
                ref float r = ref scores[k];
                Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
                Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
                for (int i = 0; i < count; i++)
                {
                    Vector256<float> a = Vector256.LoadUnsafe(ref x, (nuint)(i * stride));
                    Vector256<float> b = Vector256.LoadUnsafe(ref x, (nuint)((i * stride) + FixedOrder.Half));
                    ref float own = ref Unsafe.Add(ref r, i * padded);
                    Vector256<float> slope = Slope(ref own, 0);
                    a0 = Vector256.FusedMultiplyAdd(a, slope, a0);
                    b0 = Vector256.FusedMultiplyAdd(b, slope, b0);
                    slope = Slope(ref own, 1);
                    a1 = Vector256.FusedMultiplyAdd(a, slope, a1);
                    b1 = Vector256.FusedMultiplyAdd(b, slope, b1);
                    slope = Slope(ref own, 2);
                    a2 = Vector256.FusedMultiplyAdd(a, slope, a2);
                    b2 = Vector256.FusedMultiplyAdd(b, slope, b2);
                    slope = Slope(ref own, 3);
                    a3 = Vector256.FusedMultiplyAdd(a, slope, a3);
                    b3 = Vector256.FusedMultiplyAdd(b, slope, b3);
                    slope = Slope(ref own, 4);
                    a4 = Vector256.FusedMultiplyAdd(a, slope, a4);
                    b4 = Vector256.FusedMultiplyAdd(b, slope, b4);
                    slope = Slope(ref own, 5);
                    a5 = Vector256.FusedMultiplyAdd(a, slope, a5);
                    b5 = Vector256.FusedMultiplyAdd(b, slope, b5);
                }

                ref double sum = ref sums[(k * stride) + c];
                Add(a0, b0, ref sum);
                Add(a1, b1, ref Unsafe.Add(ref sum, stride));
                Add(a2, b2, ref Unsafe.Add(ref sum, 2 * stride));
                Add(a3, b3, ref Unsafe.Add(ref sum, 3 * stride));
                Add(a4, b4, ref Unsafe.Add(ref sum, 4 * stride));
                Add(a5, b5, ref Unsafe.Add(ref sum, 5 * stride));
            }
        }
    }

    private static Vector256<float> Slope(ref float row, int k) => Vector256.Create(Unsafe.Add(ref row, k));

    private static void Add(Vector256<float> first, Vector256<float> second, ref double sum)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(first);
        (Vector256.LoadUnsafe(ref sum) + low).StoreUnsafe(ref sum);
        (Vector256.LoadUnsafe(ref sum, Lanes) + high).StoreUnsafe(ref sum, Lanes);
        (low, high) = Vector256.Widen(second);
        (Vector256.LoadUnsafe(ref sum, 2 * Lanes) + low).StoreUnsafe(ref sum, 2 * Lanes);
        (Vector256.LoadUnsafe(ref sum, 3 * Lanes) + high).StoreUnsafe(ref sum, 3 * Lanes);
    }

    // e^x of what is not above 0, to 1e-13 of it; below -700 it is nothing anyway.
    private static Vector256<double> Exp(Vector256<double> x)
    {
        x = Vector256.Max(x, Vector256.Create(-700.0));
        Vector256<double> whole = Vector256.Floor((x * 1.4426950408889634) + Vector256.Create(0.5));
        Vector256<double> rest = x - (whole * Softmax.Ln2);
        Vector256<double> sum = Vector256.Create(1.0 / 39916800);
        ReadOnlySpan<double> shares =
            [1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1];
        foreach (double share in shares)
        {
            sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(share));
        }

        Vector256<long> exponent = (Vector256.ConvertToInt64(whole) + Vector256.Create(1023L)) << 52;
        return sum * exponent.AsDouble();
    }
}
