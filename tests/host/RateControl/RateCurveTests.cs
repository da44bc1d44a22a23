using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

[TestClass]
public sealed class RateCurveTests
{
    /// <summary>On a few images the drop jumps; what a point is taken to lose follows its divergence.</summary>
    [TestMethod]
    public void ADropIsReadFromTheDivergence()
    {
        RatePoint[] points =
        [
            Judged(500, 0.01, 0), Judged(400, 0.02, 0.9), Judged(300, 0.05, 0.8), Judged(200, 0.1, 2.3),
            Judged(100, 3, 90),
            new RatePoint
            {
                BitPrice = 1e-8,
                Bytes = 350,
                BitsPerWeight = 2,
                Images = 10,
            },
        ];
        RateCurve curve = RateCurve.Of(points, 5);
        // As many as it takes to see three points lost: (0.9 + 0.8 + 2.3) / 0.18.
        double ratio = 4 / 0.18;
        CollectionAssert.AreEqual(new[] { 500, 400, 350, 300, 200, 100 }, curve.Points.Select(p => p.Bytes).ToArray());
        Assert.AreEqual(0.01 * ratio, curve.Points[0].Drop!.Value, 1e-9);
        Assert.AreEqual(0.1 * ratio, curve.Points[4].Drop!.Value, 1e-9);
        Assert.IsNull(curve.Chosen.Drop);
        Assert.AreEqual(350, curve.Chosen.Bytes);
        Assert.AreEqual(400, RateCurve.Of([Judged(400, 0.02, 1), Judged(300, 0.03, 1), new RatePoint
        {
            BitPrice = 1e-8,
            Bytes = 360,
            BitsPerWeight = 2,
            Images = 10,
        }], 2).Nearest.Bytes);
        Assert.IsTrue(curve.Points.All(p => p.Drop is null or (>= 0 and <= 100)));
    }

    [TestMethod]
    public void WithoutALossThereIsNoDrop()
    {
        RateCurve curve = RateCurve.Of([Judged(500, 0, 0), Judged(400, 0.02, 0)], 0);
        Assert.IsTrue(curve.Points.All(p => p.Drop == 0));
    }

    private static RatePoint Judged(int bytes, double divergence, double drop)
    {
        return new RatePoint
        {
            BitPrice = 1e-8,
            Bytes = bytes,
            BitsPerWeight = bytes / 100.0,
            Images = 5,
            HeldOut = new Fidelity(100 - drop, divergence, drop),
        };
    }
}
