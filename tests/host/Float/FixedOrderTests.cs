using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Tests.Host.Float;

/// <summary>Every bit, against the same sums one lane at a time.</summary>
[TestClass]
public sealed class FixedOrderTests
{
    [TestMethod]
    public void SingleDotHasSixteenFusedLanes()
    {
        for (int n = 0; n < 200; n++)
        {
            float[] a = Values(n, n);
            float[] b = Values(n, n + 1000);
            float[] lanes = new float[16];
            int whole = n / 16 * 16;
            for (int i = 0; i < whole; i++)
            {
                lanes[i % 16] = MathF.FusedMultiplyAdd(a[i], b[i], lanes[i % 16]);
            }

            float[] eight = Enumerable.Range(0, 8).Select(i => lanes[i] + lanes[i + 8]).ToArray();
            float[] four = Enumerable.Range(0, 4).Select(i => eight[i] + eight[i + 4]).ToArray();
            float expected = (four[0] + four[1]) + (four[2] + four[3]);
            for (int i = whole; i < n; i++)
            {
                expected = MathF.FusedMultiplyAdd(a[i], b[i], expected);
            }

            Assert.AreEqual(expected, FixedOrder.Dot(a, b), $"n = {n}");
        }
    }

    [TestMethod]
    public void FourRowsAreFourDots()
    {
        for (int n = 0; n < 100; n++)
        {
            float[] row = Values(n, n);
            float[] others = Values(FixedOrder.Rows * n, n + 1000);
            float[] results = new float[FixedOrder.Rows];
            FixedOrder.Dot(row, others, results);
            for (int i = 0; i < FixedOrder.Rows; i++)
            {
                Assert.AreEqual(FixedOrder.Dot(row, others.AsSpan(i * n, n)), results[i], $"n = {n}, row {i}");
            }
        }
    }

    [TestMethod]
    public void DoubleDotHasSixteenLanes()
    {
        for (int n = 0; n < 200; n++)
        {
            double[] a = Values(n, n).Select(v => v / 3.0).ToArray();
            double[] b = Values(n, n + 1000).Select(v => v / 7.0).ToArray();
            double[] lanes = new double[16];
            int whole = n / 16 * 16;
            for (int i = 0; i < whole; i++)
            {
                double product = a[i] * b[i];
                lanes[i % 16] += product;
            }

            double[] four = Enumerable.Range(0, 4)
                .Select(i => (lanes[i] + lanes[i + 4]) + (lanes[i + 8] + lanes[i + 12]))
                .ToArray();
            double expected = (four[0] + four[1]) + (four[2] + four[3]);
            for (int i = whole; i < n; i++)
            {
                double product = a[i] * b[i];
                expected += product;
            }

            Assert.AreEqual(expected, FixedOrder.Dot(a, b), $"n = {n}");
        }
    }

    [TestMethod]
    public void PowersAreThoseOfTheLibrary()
    {
        for (int eighths = -100; eighths <= 100; eighths++)
        {
            double expected = Math.Pow(2, eighths / 8.0);
            Assert.AreEqual(expected, FixedOrder.PowerOfTwo(eighths), 1e-14 * expected);
            Assert.AreEqual(
                Math.Pow(0.37, eighths / 8.0), FixedOrder.Power(0.37, eighths), 1e-13 * Math.Pow(0.37, eighths / 8.0));
        }

        Assert.AreEqual(0.0625, FixedOrder.PowerOfTwo(-32));
    }

    [TestMethod]
    public void SumsAreInOrder()
    {
        float[] values = Values(77, 5);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
            squares += (double)values[i] * values[i];
        }

        Assert.AreEqual(sum, FixedOrder.Sum(values));
        Assert.AreEqual(squares, FixedOrder.SumOfSquares(values));
    }

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count)
            .Select(_ => (float)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-4, 5)))).ToArray();
    }
}
