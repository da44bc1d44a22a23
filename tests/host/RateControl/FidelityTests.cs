using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

[TestClass]
public sealed class FidelityTests
{
    [TestMethod]
    public void TheSameLogitsLoseNothing()
    {
        double[][] logits = Logits(1, 20, 7);
        Fidelity same = Fidelity.Compare(logits, logits);
        Assert.AreEqual(new Fidelity(100, 0, 0), same);

        // Probabilities do not change if all logits of an image do.
        Fidelity moved = Fidelity.Compare(logits, [.. logits.Select((l, i) => l.Select(v => v + i).ToArray())]);
        Assert.AreEqual(100, moved.Agreement);
        Assert.AreEqual(0, moved.Divergence, 1e-12);
    }

    [TestMethod]
    public void IsWhatTheDefinitionsSay()
    {
        double[][] p = Logits(2, 300, 9);
        double[][] q = p.Zip(Logits(3, 300, 9), (a, b) => a.Zip(b, (x, y) => x + (0.4 * y)).ToArray()).ToArray();
        Fidelity fidelity = Fidelity.Compare(p, q);
        int same = 0;
        double divergence = 0;
        double drop = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double[] a = Softmax(p[i]);
            double[] b = Softmax(q[i]);
            int best = Enumerable.Range(0, 9).MaxBy(c => a[c]);
            int other = Enumerable.Range(0, 9).MaxBy(c => b[c]);
            same += best == other ? 1 : 0;
            drop += a[best] - a[other];
            divergence += a.Zip(b, (x, y) => x * Math.Log(x / y)).Sum();
        }

        Assert.IsTrue(same is > 150 and < 290, $"{same} of 300 test little");
        Assert.AreEqual(same / 3.0, fidelity.Agreement, 1e-9);
        Assert.AreEqual(divergence / 300, fidelity.Divergence, 1e-9);
        Assert.AreEqual(drop / 3, fidelity.Drop, 1e-9);
    }

    [TestMethod]
    public void FarLogitsStayFinite()
    {
        Fidelity fidelity = Fidelity.Compare([[2000, 0]], [[0, 2000]]);
        Assert.AreEqual(0, fidelity.Agreement);
        Assert.AreEqual(100, fidelity.Drop, 1e-9);
        Assert.IsTrue(double.IsFinite(fidelity.Divergence) && fidelity.Divergence > 100, $"{fidelity.Divergence}");
    }

    private static double[][] Logits(int seed, int images, int classes)
    {
        Random random = new(seed);
        return Enumerable.Range(0, images)
            .Select(_ => Enumerable.Range(0, classes).Select(_ => 4 * random.NextDouble()).ToArray())
            .ToArray();
    }

    private static double[] Softmax(double[] logits)
    {
        double[] e = logits.Select(Math.Exp).ToArray();
        return e.Select(v => v / e.Sum()).ToArray();
    }
}
