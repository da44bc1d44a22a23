using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Heads;

[TestClass]
public sealed class TemperatureTests
{
    [TestMethod]
    [DataRow(0.5)]
    [DataRow(1.0)]
    [DataRow(3.0)]
    public void TheTemperatureThatScoresWereMadeWithIsFound(double made)
    {
        (double[][] scores, int[] truth) = Draw(4000, made);
        Assert.AreEqual(made, Temperature.Fit(scores, truth), 0.06 * made);
    }

    [TestMethod]
    public void AFewPhotosThatAreAllRightMoveItLittle()
    {
        double[][] scores = [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? new[] { 2.0, 0 } : [0, 2.0])];
        int[] truth = [.. Enumerable.Range(0, 10).Select(i => i % 2)];
        double temperature = Temperature.Fit(scores, truth);
        Assert.IsTrue(temperature is > 0.5 and < 1, $"{temperature}");
    }

    [TestMethod]
    public void ItStaysWithinItsBounds()
    {
        double[][] scores = [.. Enumerable.Range(0, 300).Select(i => new[] { 0, 1e-9 * i })];
        double[][] huge = [.. Enumerable.Range(0, 300).Select(i => new[] { 0, 1e9 })];
        int[] truth = [.. Enumerable.Range(0, 300).Select(i => i % 2)];
        Assert.AreEqual(1, Temperature.Fit(scores, truth), 0.01, "Scores that are alike tell nothing.");
        Assert.AreEqual(Temperature.Highest, Temperature.Fit(huge, truth), 1e-6);
    }

    [TestMethod]
    public void ADividedHeadHasDividedScores()
    {
        Head head = Temperature.Divide(new Head(1, 2, [2, -4], [6]), 2);
        CollectionAssert.AreEqual(new[] { 1f, -2 }, head.Weights);
        CollectionAssert.AreEqual(new[] { 3f }, head.Bias);
    }

    // Classes are drawn by the probabilities of scores, which are then multiplied.
    private static (double[][] Scores, int[] Truth) Draw(int photos, double made)
    {
        SeededRandom random = new(5);
        double[][] scores = new double[photos][];
        int[] truth = new int[photos];
        for (int i = 0; i < photos; i++)
        {
            double[] own = [random.Between(0, 4), random.Between(0, 4), random.Between(0, 4)];
            double[] p = Softmax.Of(own);
            double at = random.Unit();
            truth[i] = at < p[0] ? 0 : at < p[0] + p[1] ? 1 : 2;
            scores[i] = [.. own.Select(score => score * made)];
        }

        return (scores, truth);
    }
}
