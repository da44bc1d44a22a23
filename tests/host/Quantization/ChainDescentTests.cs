using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class ChainDescentTests
{
    [TestMethod]
    public void ChainsFindWhatSingleStepsDoNot()
    {
        double before = 0;
        double after = 0;
        int improved = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Problem problem = new(seed, taps: 40, price: seed % 3 * 0.2);
            problem.Descend();
            double start = problem.Objective();
            problem.Chain();
            double end = problem.Objective();
            Assert.IsLessThanOrEqualTo(start + 1e-9, end, $"seed {seed}");
            Assert.IsTrue(problem.Weights.All(w => w == Math.Round(w) && Math.Abs(w) <= 127));
            before += start;
            after += end;
            improved += end < start - 1e-9 ? 1 : 0;
        }

        Assert.IsGreaterThan(30, improved);
        Assert.IsLessThan(0.95, after / before);
    }

    /// <summary>Every set of integers around the target is tried.</summary>
    [TestMethod]
    public void SmallProblemsAreSolvedMoreOftenThanBySingleSteps()
    {
        (int single, int chains) = (0, 0);
        for (int seed = 0; seed < 60; seed++)
        {
            Problem problem = new(seed, taps: 7, price: 0.1);
            double least = problem.Least();
            problem.Descend();
            single += problem.Objective() < least + 1e-9 ? 1 : 0;
            problem.Chain();
            chains += problem.Objective() < least + 1e-9 ? 1 : 0;
        }

        Assert.IsGreaterThan(single + 5, chains);
        Assert.IsGreaterThan(40, chains);
    }

    [TestMethod]
    public void EndsOfTheRangeAreKept()
    {
        Problem problem = new(1, taps: 12, price: 0, size: 400);
        problem.Descend();
        problem.Chain();
        Assert.IsTrue(problem.Weights.Any(w => Math.Abs(w) == 127));
        Assert.IsTrue(problem.Weights.All(w => Math.Abs(w) <= 127));
    }

    /// <summary>Weights of inputs that are alike, in a random order, and prices by magnitude.</summary>
    private sealed class Problem
    {
        private readonly int taps;
        private readonly double[] covariance;
        private readonly double[] target;
        private readonly double[][] prices;

        public Problem(int seed, int taps, double price, double size = 6)
        {
            Random random = new(seed);
            this.taps = taps;
            double[,] factors = new double[taps, taps];
            for (int i = 0; i < taps * taps; i++)
            {
                factors[i / taps, i % taps] = (random.NextDouble() - 0.5) * Math.Exp(-2.0 * (i % taps) / taps);
            }

            covariance = new double[taps * taps];
            for (int i = 0; i < taps; i++)
            {
                for (int j = 0; j < taps; j++)
                {
                    covariance[(i * taps) + j] = Enumerable.Range(0, taps).Sum(k => factors[i, k] * factors[j, k])
                        + (i == j ? 0.01 : 0);
                }
            }

            target = [.. Enumerable.Range(0, taps).Select(_ => (random.NextDouble() - 0.5) * size)];
            prices = [.. target.Select(_ => Enumerable.Range(0, 128).Select(m => price * Math.Log2(1 + m)).ToArray())];
            Weights = [.. target.Select(t => Math.Clamp(Math.Round(t), -127, 127))];
        }

        public double[] Weights { get; private set; }

        public double Objective()
        {
            return Objective(Weights);
        }

        /// <summary>Single steps until none helps.</summary>
        public void Descend()
        {
            for (bool moved = true; moved;)
            {
                moved = false;
                for (int t = 0; t < taps; t++)
                {
                    foreach (double step in new[] { -1.0, 1.0, -Weights[t] })
                    {
                        double[] other = [.. Weights];
                        other[t] = Math.Clamp(other[t] + step, -127, 127);
                        if (Objective(other) < Objective() - 1e-9)
                        {
                            (Weights, moved) = (other, true);
                        }
                    }
                }
            }
        }

        public void Chain()
        {
            double[] gradient = [.. Enumerable.Range(0, taps).Select(Gradient)];
            ChainDescent.Run(covariance, target, Weights, gradient, prices);
        }

        public double Least()
        {
            double least = double.PositiveInfinity;
            double[] weights = new double[taps];
            for (int code = 0; code < Math.Pow(4, taps); code++)
            {
                for (int t = 0; t < taps; t++)
                {
                    weights[t] = Math.Floor(target[t]) - 1 + ((code >> (2 * t)) & 3);
                }

                least = Math.Min(least, Objective(weights));
            }

            return least;
        }

        private double Gradient(int tap)
        {
            return Enumerable.Range(0, taps).Sum(t => covariance[(tap * taps) + t] * (Weights[t] - target[t]));
        }

        private double Objective(double[] weights)
        {
            double sum = 0;
            for (int i = 0; i < taps; i++)
            {
                sum += prices[i][(int)Math.Abs(weights[i])];
                for (int j = 0; j < taps; j++)
                {
                    sum += (weights[i] - target[i]) * covariance[(i * taps) + j] * (weights[j] - target[j]);
                }
            }

            return sum;
        }
    }
}
