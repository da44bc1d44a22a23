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
    /// <summary>
    /// Rows that <see cref="Dot(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> takes at once.
    /// </summary>
    public const int Rows = 4;

    private const int Half = 8;
    private const int Lanes = 2 * Half;

    /// <summary>Dot product, multiply-adds fused.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int whole = a.Length / Lanes * Lanes;
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector256<float> low = default;
        Vector256<float> high = default;
        for (int i = 0; i < whole; i += Lanes)
        {
            low = FusedMultiplyAdd(ref x, ref y, i, low);
            high = FusedMultiplyAdd(ref x, ref y, i + Half, high);
        }

        return Finish(low, high, a[whole..], b[whole..]);
    }

    /// <summary>
    /// Dot products of a row with four others, each the same as
    /// <see cref="Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/>.
    /// </summary>
    /// <param name="others">[4][length of the row].</param>
    /// <param name="results">Four.</param>
    public static void Dot(ReadOnlySpan<float> row, ReadOnlySpan<float> others, Span<float> results)
    {
        int n = row.Length;
        int whole = n / Lanes * Lanes;
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(others);
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector256<float> c0 = default, c1 = default, d0 = default, d1 = default;
        for (int i = 0; i < whole; i += Lanes)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref x, (nuint)i);
            Vector256<float> high = Vector256.LoadUnsafe(ref x, (nuint)(i + Half));
            a0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref y, (nuint)i), a0);
            a1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref y, (nuint)(i + Half)), a1);
            b0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref y, (nuint)(n + i)), b0);
            b1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref y, (nuint)(n + i + Half)), b1);
            c0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref y, (nuint)((2 * n) + i)), c0);
            c1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref y, (nuint)((2 * n) + i + Half)), c1);
            d0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref y, (nuint)((3 * n) + i)), d0);
            d1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref y, (nuint)((3 * n) + i + Half)), d1);
        }

        ReadOnlySpan<float> rest = row[whole..];
        results[0] = Finish(a0, a1, rest, others[whole..n]);
        results[1] = Finish(b0, b1, rest, others[(n + whole)..(2 * n)]);
        results[2] = Finish(c0, c1, rest, others[((2 * n) + whole)..(3 * n)]);
        results[3] = Finish(d0, d1, rest, others[((3 * n) + whole)..(4 * n)]);
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

    /// <summary>Sum of squares in double precision, one after the other.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
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

    private static Vector256<float> FusedMultiplyAdd(ref float x, ref float y, int at, Vector256<float> sum)
    {
        return Vector256.FusedMultiplyAdd(
            Vector256.LoadUnsafe(ref x, (nuint)at), Vector256.LoadUnsafe(ref y, (nuint)at), sum);
    }

    /// <summary>Adds the lanes two by two, then what is left of the operands.</summary>
    private static float Finish(
        Vector256<float> low, Vector256<float> high, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector256<float> lanes = low + high;
        Vector128<float> four = lanes.GetLower() + lanes.GetUpper();
        float sum = (four[0] + four[1]) + (four[2] + four[3]);
        for (int i = 0; i < a.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd(a[i], b[i], sum);
        }

        return sum;
    }
}
