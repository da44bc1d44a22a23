using System;
using System.Numerics.Tensors;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Symmetric positive definite matrices, [row][column].</summary>
internal static class Matrix
{
    /// <summary>Lower triangle L with L * L^T = a; a's diagonal must make it positive definite.</summary>
    public static double[] Cholesky(double[] a, int n)
    {
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[(i * n) + j] - FixedOrder.Dot(l.AsSpan(i * n, j), l.AsSpan(j * n, j));
                l[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / l[(j * n) + j];
            }
        }

        return l;
    }

    /// <summary>
    /// Upper triangle U with U^T * U = a^-1: row t holds how the error of tap t is spread over the taps after it
    /// (GPTQ).
    /// </summary>
    public static double[] InverseCholesky(double[] a, int n)
    {
        // With the order of rows and columns reversed, a = L L^T gives a^-1 = (L^-1)^T (L^-1), and reversing back turns
        // the lower triangle L^-1 into an upper one.
        double[] reversed = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            reversed[i] = a[(n * n) - 1 - i];
        }

        double[] inverse = InvertLower(Cholesky(reversed, n), n);
        double[] upper = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            upper[i] = inverse[(n * n) - 1 - i];
        }

        return upper;
    }

    /// <summary>Inverse of a lower triangle.</summary>
    private static double[] InvertLower(double[] l, int n)
    {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            Span<double> row = inverse.AsSpan(i * n, n);
            for (int k = 0; k < i; k++)
            {
                double factor = -l[(i * n) + k] / l[(i * n) + i];
                ReadOnlySpan<double> above = inverse.AsSpan(k * n, k + 1);
                TensorPrimitives.MultiplyAdd(above, factor, row[..(k + 1)], row[..(k + 1)]);
            }

            row[i] = 1 / l[(i * n) + i];
        }

        return inverse;
    }

    /// <summary>a * b for square matrices.</summary>
    public static double[] Multiply(double[] a, double[] b, int n)
    {
        double[] product = new double[n * n];
        Parallel.For(0, n, i =>
        {
            Span<double> row = product.AsSpan(i * n, n);
            for (int k = 0; k < n; k++)
            {
                TensorPrimitives.MultiplyAdd(b.AsSpan(k * n, n), a[(i * n) + k], row, row);
            }
        });
        return product;
    }

    /// <summary>The transpose.</summary>
    public static double[] Transpose(double[] a, int n)
    {
        double[] transposed = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            transposed[(i % n * n) + (i / n)] = a[i];
        }

        return transposed;
    }
}
