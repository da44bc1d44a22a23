using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>
/// Sums and powers whose every bit is the same on all processors: sixteen lanes whatever a vector's width, products
/// fused or not as written, and nothing from the C library but square roots. A blob's bytes may depend on nothing else.
/// </summary>
internal static class FixedOrder
{
    /// <summary>Rows that <see cref="Products"/> takes at once.</summary>
    public const int TileRows = 3;

    /// <summary>Columns that <see cref="Products"/> takes at once.</summary>
    public const int TileColumns = 4;

    /// <summary>Lanes of a vector of floats.</summary>
    public const int Half = 8;

    private const int Lanes = 2 * Half;

    /// <summary>Dot products of three rows with four columns, multiply-adds fused, in eight lanes.</summary>
    /// <param name="rows">[3][stride].</param>
    /// <param name="columns">[4][stride].</param>
    /// <param name="stride">A multiple of eight; what is not used is 0.</param>
    /// <param name="results">[3][4].</param>
    public static void Products(
        ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, int stride, Span<float> results)
    {
        ref float x = ref MemoryMarshal.GetReference(rows[..(TileRows * stride)]);
        ref float y = ref MemoryMarshal.GetReference(columns[..(TileColumns * stride)]);
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default;
        nuint n = (nuint)stride;
        for (nuint i = 0; i < n; i += Half)
        {
            Vector256<float> a = Vector256.LoadUnsafe(ref x, i);
            Vector256<float> b = Vector256.LoadUnsafe(ref x, n + i);
            Vector256<float> c = Vector256.LoadUnsafe(ref x, (2 * n) + i);
            Vector256<float> column = Vector256.LoadUnsafe(ref y, i);
            a0 = Vector256.FusedMultiplyAdd(a, column, a0);
            b0 = Vector256.FusedMultiplyAdd(b, column, b0);
            c0 = Vector256.FusedMultiplyAdd(c, column, c0);
            column = Vector256.LoadUnsafe(ref y, n + i);
            a1 = Vector256.FusedMultiplyAdd(a, column, a1);
            b1 = Vector256.FusedMultiplyAdd(b, column, b1);
            c1 = Vector256.FusedMultiplyAdd(c, column, c1);
            column = Vector256.LoadUnsafe(ref y, (2 * n) + i);
            a2 = Vector256.FusedMultiplyAdd(a, column, a2);
            b2 = Vector256.FusedMultiplyAdd(b, column, b2);
            c2 = Vector256.FusedMultiplyAdd(c, column, c2);
            column = Vector256.LoadUnsafe(ref y, (3 * n) + i);
            a3 = Vector256.FusedMultiplyAdd(a, column, a3);
            b3 = Vector256.FusedMultiplyAdd(b, column, b3);
            c3 = Vector256.FusedMultiplyAdd(c, column, c3);
        }

        (results[0], results[1], results[2], results[3]) = (Sum(a0), Sum(a1), Sum(a2), Sum(a3));
        (results[4], results[5], results[6], results[7]) = (Sum(b0), Sum(b1), Sum(b2), Sum(b3));
        (results[8], results[9], results[10], results[11]) = (Sum(c0), Sum(c1), Sum(c2), Sum(c3));
    }

    /// <summary>Dot product in double precision, products rounded before they are added.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        const int Step = 4;
        int whole = a.Length / Lanes * Lanes;
        ref double x = ref MemoryMarshal.GetReference(a);
        ref double y = ref MemoryMarshal.GetReference(b);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < whole; i += Lanes)
        {
            s0 += Vector256.LoadUnsafe(ref x, (nuint)i) * Vector256.LoadUnsafe(ref y, (nuint)i);
            s1 += Vector256.LoadUnsafe(ref x, (nuint)(i + Step)) * Vector256.LoadUnsafe(ref y, (nuint)(i + Step));
            s2 += Vector256.LoadUnsafe(ref x, (nuint)(i + (2 * Step)))
                * Vector256.LoadUnsafe(ref y, (nuint)(i + (2 * Step)));
            s3 += Vector256.LoadUnsafe(ref x, (nuint)(i + (3 * Step)))
                * Vector256.LoadUnsafe(ref y, (nuint)(i + (3 * Step)));
        }

        Vector256<double> lanes = (s0 + s1) + (s2 + s3);
        double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        for (int i = whole; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Sum in double precision, one after the other.</summary>
    public static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Sum of squares in double precision, over four lanes.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        int whole = values.Length / Half * Half;
        ref float x = ref MemoryMarshal.GetReference(values);
        Vector256<double> lanes = default;
        for (int i = 0; i < whole; i += Half)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)i));
            lanes += (low * low) + (high * high);
        }

        double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        foreach (float value in values[whole..])
        {
            sum += (double)value * value;
        }

        return sum;
    }

    /// <summary>x^(eighths/8), x positive.</summary>
    public static double Power(double x, int eighths)
    {
        double root = Math.Sqrt(Math.Sqrt(Math.Sqrt(x)));
        double power = 1;
        for (int i = 0; i < Math.Abs(eighths); i++)
        {
            power *= root;
        }

        return eighths < 0 ? 1 / power : power;
    }

    /// <summary>2^(eighths/8).</summary>
    public static double PowerOfTwo(int eighths)
    {
        int whole = (int)Math.Floor(eighths / 8.0);
        return Math.ScaleB(Power(2, eighths - (8 * whole)), whole);
    }

    /// <summary>Logarithm to base 2 of a positive number, to 1e-15 or so.</summary>
    public static double Log2(double x)
    {
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh t, t = (m - 1) / (m + 1), |t| < 0.172.
        double t = (mantissa - 1) / (mantissa + 1);
        double sum = 0;
        for (int k = 23; k > 0; k -= 2)
        {
            sum = (sum * t * t) + (1.0 / k);
        }

        return exponent + (2 * t * sum * 1.4426950408889634);
    }

    /// <summary>e^x, to 1e-15 of it or so; 0 far below 0.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        double whole = Math.Floor((x * 1.4426950408889634) + 0.5);
        double rest = x - (whole * 0.6931471805599453);
        double sum = 1;
        for (int k = 16; k > 0; k--)
        {
            sum = 1 + (rest * sum / k);
        }

        return Math.ScaleB(sum, (int)whole);
    }

    /// <summary>2^x.</summary>
    public static double Exp2(double x)
    {
        double whole = Math.Floor(x);
        return Math.ScaleB(Exp((x - whole) * 0.6931471805599453), (int)whole);
    }

    /// <summary>Adds the lanes two by two.</summary>
    private static float Sum(Vector256<float> lanes)
    {
        Vector128<float> four = lanes.GetLower() + lanes.GetUpper();
        return (four[0] + four[1]) + (four[2] + four[3]);
    }
}
