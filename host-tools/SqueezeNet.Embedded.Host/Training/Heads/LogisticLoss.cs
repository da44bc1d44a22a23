using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Softmax cross entropy of linear scores, mean over weighted rows, and half the weight decay times the sum of squared
/// weights (biases apart). Convex. Double precision, rows one after the other.
/// </summary>
internal sealed class LogisticLoss
{
    private const int Lanes = 4;

    // Rows of a block stay in the second cache.
    private const int Block = 32;
    private const int Tile = 4;

    private readonly AveragedRows rows;
    private readonly int[] used;
    private readonly int[] truth;
    private readonly double[] shares;
    private readonly int classes;
    private readonly int padded;
    private readonly double[] widened;
    private readonly double[] scores;
    private readonly double[] copy;
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

        widened = new double[Block * rows.Stride];
        scores = new double[Block * padded];
        copy = new double[padded * rows.Stride];
        sums = new double[padded * rows.Stride];
    }

    /// <summary>Numbers of a place: [class][Stride].</summary>
    public int Parameters => classes * rows.Stride;

    /// <summary>What a squared weight costs.</summary>
    public double Decay { get; set; }

    /// <summary>Loss and gradient. Not for several threads at once.</summary>
    public double Evaluate(ReadOnlySpan<double> place, Span<double> gradient)
    {
        place.CopyTo(copy);
        Array.Clear(sums);
        double loss = 0;
        for (int first = 0; first < used.Length; first += Block)
        {
            int count = Math.Min(Block, used.Length - first);
            Widen(first, count);
            for (int i = 0; i < count; i += 2)
            {
                Scores(i);
            }

            for (int i = 0; i < count; i++)
            {
                loss += shares[first + i] * Residual(scores.AsSpan(i * padded, classes), first + i);
            }

            scores.AsSpan(count * padded).Clear();
            for (int i = 0; i < count; i += Tile)
            {
                Spread(i);
            }
        }

        sums.AsSpan(0, Parameters).CopyTo(gradient);
        for (int k = 0; k < classes; k++)
        {
            ReadOnlySpan<double> weights = place.Slice(k * rows.Stride, rows.Channels);
            loss += 0.5 * Decay * FixedOrder.Dot(weights, weights);
            for (int c = 0; c < weights.Length; c++)
            {
                gradient[(k * rows.Stride) + c] += Decay * weights[c];
            }
        }

        return loss;
    }

    // Scores become what the loss's gradient by them is.
    private double Residual(Span<double> row, int index)
    {
        double max = row[0];
        foreach (double score in row)
        {
            max = Math.Max(max, score);
        }

        double own = row[truth[index]];
        double sum = 0;
        for (int k = 0; k < row.Length; k++)
        {
            row[k] = FixedOrder.Exp(row[k] - max);
            sum += row[k];
        }

        for (int k = 0; k < row.Length; k++)
        {
            row[k] *= shares[index] / sum;
        }

        row[truth[index]] -= shares[index];
        return (FixedOrder.Log2(sum) * Softmax.Ln2) + max - own;
    }

    private void Widen(int first, int count)
    {
        ref double to = ref MemoryMarshal.GetArrayDataReference(widened);
        int stride = rows.Stride;
        for (int i = 0; i < count; i++)
        {
            ref float from = ref rows.Values[used[first + i] * stride];
            for (int c = 0; c < stride; c += FixedOrder.Half)
            {
                (Vector256<double> low, Vector256<double> high) =
                    Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)c));
                low.StoreUnsafe(ref to, (nuint)((i * stride) + c));
                high.StoreUnsafe(ref to, (nuint)((i * stride) + c + Lanes));
            }
        }

        widened.AsSpan(count * stride).Clear();
    }

    // Of two rows, four classes at a time.
    private void Scores(int row)
    {
        int stride = rows.Stride;
        ref double x = ref widened[row * stride];
        nuint n = (nuint)stride;
        for (int k = 0; k < padded; k += Tile)
        {
            ref double w = ref copy[k * stride];
            Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
            Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
            for (nuint c = 0; c < n; c += Lanes)
            {
                Vector256<double> a = Vector256.LoadUnsafe(ref x, c);
                Vector256<double> b = Vector256.LoadUnsafe(ref x, n + c);
                Vector256<double> weight = Vector256.LoadUnsafe(ref w, c);
                a0 = Vector256.FusedMultiplyAdd(a, weight, a0);
                b0 = Vector256.FusedMultiplyAdd(b, weight, b0);
                weight = Vector256.LoadUnsafe(ref w, n + c);
                a1 = Vector256.FusedMultiplyAdd(a, weight, a1);
                b1 = Vector256.FusedMultiplyAdd(b, weight, b1);
                weight = Vector256.LoadUnsafe(ref w, (2 * n) + c);
                a2 = Vector256.FusedMultiplyAdd(a, weight, a2);
                b2 = Vector256.FusedMultiplyAdd(b, weight, b2);
                weight = Vector256.LoadUnsafe(ref w, (3 * n) + c);
                a3 = Vector256.FusedMultiplyAdd(a, weight, a3);
                b3 = Vector256.FusedMultiplyAdd(b, weight, b3);
            }

            Span<double> own = scores.AsSpan((row * padded) + k, Tile);
            (own[0], own[1], own[2], own[3]) = (Sum(a0), Sum(a1), Sum(a2), Sum(a3));
            own = scores.AsSpan(((row + 1) * padded) + k, Tile);
            (own[0], own[1], own[2], own[3]) = (Sum(b0), Sum(b1), Sum(b2), Sum(b3));
        }
    }

    // Adds four rows, times the gradient by their scores, to the sums.
    private void Spread(int row)
    {
        int stride = rows.Stride;
        ref double x = ref widened[row * stride];
        nuint n = (nuint)stride;
        for (int k = 0; k < classes; k++)
        {
            ref double sum = ref sums[k * stride];
            Vector256<double> r0 = Vector256.Create(scores[(row * padded) + k]);
            Vector256<double> r1 = Vector256.Create(scores[((row + 1) * padded) + k]);
            Vector256<double> r2 = Vector256.Create(scores[((row + 2) * padded) + k]);
            Vector256<double> r3 = Vector256.Create(scores[((row + 3) * padded) + k]);
            for (nuint c = 0; c < n; c += Lanes)
            {
                Vector256<double> total = Vector256.LoadUnsafe(ref sum, c);
                total = Vector256.FusedMultiplyAdd(r0, Vector256.LoadUnsafe(ref x, c), total);
                total = Vector256.FusedMultiplyAdd(r1, Vector256.LoadUnsafe(ref x, n + c), total);
                total = Vector256.FusedMultiplyAdd(r2, Vector256.LoadUnsafe(ref x, (2 * n) + c), total);
                total = Vector256.FusedMultiplyAdd(r3, Vector256.LoadUnsafe(ref x, (3 * n) + c), total);
                total.StoreUnsafe(ref sum, c);
            }
        }
    }

    private static double Sum(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
