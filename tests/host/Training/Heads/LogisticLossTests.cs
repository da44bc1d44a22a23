using System;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Heads;

[TestClass]
public sealed class LogisticLossTests
{
    private const int Classes = 5;

    private static readonly int[] Truth = SyntheticMaps.Even(37, Classes);

    [TestMethod]
    public void TheLossIsWhatItsDefinitionSays()
    {
        (AveragedRows rows, LogisticLoss loss, double[] weights) = Make();
        double[] place = Values(loss.Parameters, 3);
        double expected = 0;
        for (int photo = 0; photo < Truth.Length; photo++)
        {
            for (int view = 0; view < rows.Views; view++)
            {
                double[] scores = new AveragedHead(Classes, place).Scores(rows, photo, view);
                double sum = scores.Sum(Math.Exp);
                expected += weights[photo] * (Math.Log(sum) - scores[Truth[photo]]) / (weights.Sum() * rows.Views);
            }
        }

        double squares = place.Where((_, i) => i % rows.Stride < rows.Channels).Sum(w => w * w);
        Assert.AreEqual(
            expected + (0.5 * loss.Decay * squares), loss.Evaluate(place, new double[place.Length]), 1e-6);
    }

    [TestMethod]
    public void TheGradientIsTheSlopeOfTheLoss()
    {
        // Sums of single precision take a wide step.
        const double Step = 0.01;
        (_, LogisticLoss loss, _) = Make();
        double[] place = Values(loss.Parameters, 4);
        double[] gradient = new double[place.Length];
        double[] unused = new double[place.Length];
        loss.Evaluate(place, gradient);
        for (int i = 0; i < place.Length; i++)
        {
            double own = place[i];
            place[i] = own + Step;
            double above = loss.Evaluate(place, unused);
            place[i] = own - Step;
            double below = loss.Evaluate(place, unused);
            place[i] = own;
            Assert.AreEqual((above - below) / (2 * Step), gradient[i], 2e-5, $"parameter {i}");
        }
    }

    [TestMethod]
    public void TheMinimumIsTheSameFromAnyStart()
    {
        (_, LogisticLoss loss, _) = Make();
        double[] near = new double[loss.Parameters];
        double[] far = Values(loss.Parameters, 5);
        double first = LimitedMemory.Minimize(loss.Evaluate, near, 1e-5, 500, CancellationToken.None);
        double second = LimitedMemory.Minimize(loss.Evaluate, far, 1e-5, 500, CancellationToken.None);
        Assert.AreEqual(first, second, 1e-6);
        for (int i = 0; i < near.Length; i++)
        {
            // Nothing tells the columns between the channels and the next class, nor a bias that all classes share.
            if (i % 16 < 15)
            {
                Assert.AreEqual(near[i], far[i], 1e-3, $"parameter {i}");
            }
        }
    }

    [TestMethod]
    public void AMinimumThatIsKnownIsFound()
    {
        // Rosenbrock's valley ends at 1, 1.
        double[] place = [-1.2, 1];
        double value = LimitedMemory.Minimize(
            (x, slope) =>
            {
                double off = x[1] - (x[0] * x[0]);
                slope[0] = (-400 * off * x[0]) - (2 * (1 - x[0]));
                slope[1] = 200 * off;
                return (100 * off * off) + ((1 - x[0]) * (1 - x[0]));
            },
            place,
            1e-10,
            200,
            CancellationToken.None);
        Assert.AreEqual(0, value, 1e-15);
        Assert.AreEqual(1, place[0], 1e-7);
        Assert.AreEqual(1, place[1], 1e-7);
    }

    [TestMethod]
    public void CancellingEndsIt()
    {
        (_, LogisticLoss loss, _) = Make();
        Assert.ThrowsExactly<OperationCanceledException>(() => LimitedMemory.Minimize(
            loss.Evaluate, new double[loss.Parameters], 1e-9, 500, new CancellationToken(true)));
    }

    private static (AveragedRows Rows, LogisticLoss Loss, double[] Weights) Make()
    {
        AveragedRows rows = AveragedRows.Of(new SyntheticMaps(Truth, Classes, 2, 0.2));
        SampleTable samples = SyntheticMaps.Table(Truth, Classes);
        double[] weights = ClassBalance.Weights(samples);
        LogisticLoss loss = new(rows, [.. Enumerable.Range(0, Truth.Length)], Truth, weights, Classes) { Decay = 0.02 };
        return (rows, loss, weights);
    }

    private static double[] Values(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Between(-1, 1))];
    }
}
