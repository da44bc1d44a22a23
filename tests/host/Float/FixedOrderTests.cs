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
    public void ProductsHaveEightFusedLanes()
    {
        for (int n = 0; n < 200; n += FixedOrder.Half)
        {
            float[] rows = Values(FixedOrder.TileRows * n, n);
            float[] columns = Values(FixedOrder.TileColumns * n, n + 1000);
            float[] results = new float[FixedOrder.TileRows * FixedOrder.TileColumns];
            FixedOrder.Products(rows, columns, n, results);
            for (int i = 0; i < results.Length; i++)
            {
                int row = i / FixedOrder.TileColumns;
                int column = i % FixedOrder.TileColumns;
                float expected = Lanes(rows.AsSpan(row * n, n), columns.AsSpan(column * n, n));
                Assert.AreEqual(expected, results[i], $"n = {n}, row {row}, column {column}");
            }
        }
    }

    private static float Lanes(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float[] lanes = new float[FixedOrder.Half];
        for (int i = 0; i < a.Length; i++)
        {
            lanes[i % lanes.Length] = MathF.FusedMultiplyAdd(a[i], b[i], lanes[i % lanes.Length]);
        }

        float[] four = Enumerable.Range(0, 4).Select(i => lanes[i] + lanes[i + 4]).ToArray();
        return (four[0] + four[1]) + (four[2] + four[3]);
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
        double[] lanes = new double[4];
        int whole = values.Length / 8 * 8;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
        }

        for (int i = 0; i < whole; i += 8)
        {
            for (int k = 0; k < lanes.Length; k++)
            {
                lanes[k] += Square(values[i + k]) + Square(values[i + k + 4]);
            }
        }

        double squares = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        for (int i = whole; i < values.Length; i++)
        {
            squares += Square(values[i]);
        }

        Assert.AreEqual(sum, FixedOrder.Sum(values));
        Assert.AreEqual(squares, FixedOrder.SumOfSquares(values));
    }

    private static double Square(float value)
    {
        return (double)value * value;
    }

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count)
            .Select(_ => (float)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-4, 5)))).ToArray();
    }
}
