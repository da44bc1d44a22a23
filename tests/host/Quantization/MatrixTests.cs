using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class MatrixTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(40)]
    public void InverseCholeskyIsTheInversesUpperFactor(int n)
    {
        double[] a = Positive(n);
        double[] u = Matrix.InverseCholesky(a, n);
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Assert.IsTrue(i <= j || u[(i * n) + j] == 0, "not upper");
                for (int k = 0; k < n; k++)
                {
                    inverse[(i * n) + j] += u[(k * n) + i] * u[(k * n) + j];
                }
            }
        }

        for (int i = 0; i < n * n; i++)
        {
            double sum = 0;
            for (int k = 0; k < n; k++)
            {
                sum += a[(i / n * n) + k] * inverse[(k * n) + (i % n)];
            }

            Assert.AreEqual(i / n == i % n ? 1 : 0, sum, 1e-9);
        }
    }

    private static double[] Positive(int n)
    {
        Random random = new(n);
        double[] half = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            half[i] = random.NextDouble() - 0.5;
        }

        double[] a = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            a[i] = i / n == i % n ? 0.5 : 0;
            for (int k = 0; k < n; k++)
            {
                a[i] += half[(i / n * n) + k] * half[(i % n * n) + k];
            }
        }

        return a;
    }
}
