using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// The product that forward pass, gradients of inputs and gradients of weights all come down to: six rows of single
/// values times rows of 16. Each sum has one accumulator and one order, on every processor.
/// </summary>
internal static class PanelProduct
{
    /// <summary>Values of a tile.</summary>
    public const int Tile = PanelGrid.TileRows * PanelGrid.Lanes;

    private const int Half = 8;

    /// <summary>tile[r][lane] += sum over the terms of left[rows[r] + term] * right[term][lane].</summary>
    /// <param name="left">Read at rows[r] plus the walk's terms.</param>
    /// <param name="rows">Where each of the six rows begins.</param>
    /// <param name="right">16 values a term.</param>
    /// <param name="tile">[6][16].</param>
    public static void Add(
        ReadOnlySpan<float> left, ReadOnlySpan<int> rows, PanelWalk walk, ReadOnlySpan<float> right, Span<float> tile)
    {
        ref float t = ref MemoryMarshal.GetReference(tile[..Tile]);
        Vector256<float> a0 = Vector256.LoadUnsafe(ref t), a1 = Vector256.LoadUnsafe(ref t, 8);
        Vector256<float> b0 = Vector256.LoadUnsafe(ref t, 16), b1 = Vector256.LoadUnsafe(ref t, 24);
        Vector256<float> c0 = Vector256.LoadUnsafe(ref t, 32), c1 = Vector256.LoadUnsafe(ref t, 40);
        Vector256<float> d0 = Vector256.LoadUnsafe(ref t, 48), d1 = Vector256.LoadUnsafe(ref t, 56);
        Vector256<float> e0 = Vector256.LoadUnsafe(ref t, 64), e1 = Vector256.LoadUnsafe(ref t, 72);
        Vector256<float> f0 = Vector256.LoadUnsafe(ref t, 80), f1 = Vector256.LoadUnsafe(ref t, 88);
        ref float first = ref MemoryMarshal.GetReference(left);
        ref float second = ref MemoryMarshal.GetReference(right);
        nint end = (nint)walk.Inner * walk.Step;
        for (int i = 0; i < walk.Outer.Length; i++)
        {
            ref float from = ref Unsafe.Add(ref first, walk.Outer[i]);
            ref float a = ref Unsafe.Add(ref from, rows[0]);
            ref float b = ref Unsafe.Add(ref from, rows[1]);
            ref float c = ref Unsafe.Add(ref from, rows[2]);
            ref float d = ref Unsafe.Add(ref from, rows[3]);
            ref float e = ref Unsafe.Add(ref from, rows[4]);
            ref float f = ref Unsafe.Add(ref from, rows[5]);
            ref float y = ref Unsafe.Add(ref second, i * walk.Jump);
            for (nint k = 0; k < end; k += walk.Step)
            {
                Vector256<float> low = Vector256.LoadUnsafe(ref y);
                Vector256<float> high = Vector256.LoadUnsafe(ref y, Half);
                y = ref Unsafe.Add(ref y, PanelGrid.Lanes);
                Vector256<float> x = Vector256.Create(Unsafe.Add(ref a, k));
                a0 = Vector256.FusedMultiplyAdd(x, low, a0);
                a1 = Vector256.FusedMultiplyAdd(x, high, a1);
                x = Vector256.Create(Unsafe.Add(ref b, k));
                b0 = Vector256.FusedMultiplyAdd(x, low, b0);
                b1 = Vector256.FusedMultiplyAdd(x, high, b1);
                x = Vector256.Create(Unsafe.Add(ref c, k));
                c0 = Vector256.FusedMultiplyAdd(x, low, c0);
                c1 = Vector256.FusedMultiplyAdd(x, high, c1);
                x = Vector256.Create(Unsafe.Add(ref d, k));
                d0 = Vector256.FusedMultiplyAdd(x, low, d0);
                d1 = Vector256.FusedMultiplyAdd(x, high, d1);
                x = Vector256.Create(Unsafe.Add(ref e, k));
                e0 = Vector256.FusedMultiplyAdd(x, low, e0);
                e1 = Vector256.FusedMultiplyAdd(x, high, e1);
                x = Vector256.Create(Unsafe.Add(ref f, k));
                f0 = Vector256.FusedMultiplyAdd(x, low, f0);
                f1 = Vector256.FusedMultiplyAdd(x, high, f1);
            }
        }

        Store(ref t, 0, a0, a1);
        Store(ref t, 16, b0, b1);
        Store(ref t, 32, c0, c1);
        Store(ref t, 48, d0, d1);
        Store(ref t, 64, e0, e1);
        Store(ref t, 80, f0, f1);
    }

    private static void Store(ref float tile, nuint at, Vector256<float> low, Vector256<float> high)
    {
        low.StoreUnsafe(ref tile, at);
        high.StoreUnsafe(ref tile, at + Half);
    }
}
