using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Tests.Host.Training;

[TestClass]
public sealed class FitSearchTests
{
    [TestMethod]
    public void TheFastestIsTakenThatIsAsGoodAsTheBest()
    {
        FitRow large = new(224, false, 97, 60_000, 800_000, 120);
        FitRow middle = new(160, false, 96.5, 40_000, 800_000, 60);
        FitRow small = new(96, false, 80, 20_000, 800_000, 20);

        // With 400 photos the standard error at 97 % is 0.85 points.
        Assert.AreSame(middle, FitSearch.Choose([large, middle, small], 400));
        Assert.AreSame(large, FitSearch.Choose([large, middle, small], 40_000));
        Assert.AreSame(small, FitSearch.Choose([large, middle, small], 1));
    }

    [TestMethod]
    public void SidesAreMultiplesOf32BetweenTheEnds()
    {
        CollectionAssert.AreEqual(
            new[] { 224, 192, 160, 128, 96 }, FitSearch.Sides(new TrainingOptions()));
        CollectionAssert.AreEqual(
            new[] { 150, 128, 100 }, FitSearch.Sides(new TrainingOptions { LeastSide = 100, MostSide = 150 }));
        CollectionAssert.AreEqual(new[] { 112 }, FitSearch.Sides(new TrainingOptions { Side = 112 }));
    }
}
