using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Quantization;

[TestClass]
public sealed class RatePriceTests
{
    private const double Bit = 1e-8;

    /// <summary>Classes of images that calibration has not seen are worth as much as those it has.</summary>
    [TestMethod]
    public void ClassesAreAlike()
    {
        RatePrice head = RatePrice.Of(Bit, [0, 8, 1], true);
        CollectionAssert.AreEqual(new[] { 1.5, 1.5, 1.5 }, head.Sensitivities);
        Assert.AreEqual(1, head.Weight(0));
    }

    [TestMethod]
    public void OtherChannelsKeepSomeOfTheirOwn()
    {
        double[] gradients = [0, 8, 1];
        RatePrice price = RatePrice.Of(Bit, gradients, false);
        Assert.AreEqual(
            0.5 * gradients.Sum(), price.PerError, 1e-12, "half of the squared gradients, as a divergence has it");
        Assert.IsTrue(price.Sensitivities[0] > 0 && price.Sensitivities[0] < price.Sensitivities[2]);
        Assert.IsLessThan(0.5 * gradients[1], price.Sensitivities[1]);
        // Twice the step, a quarter of the price in squared steps; twice the sensitivity, half of it.
        Assert.AreEqual(price.InSteps(1, 1) / 4, price.InSteps(1, 2), 1e-20);
        Assert.AreEqual(
            price.InSteps(0, 1) / price.InSteps(1, 1), price.Sensitivities[1] / price.Sensitivities[0], 1e-9);
    }

    [TestMethod]
    public void DeadChannelsHaveAPrice()
    {
        RatePrice dead = RatePrice.Of(Bit, [0, 0], false);
        Assert.IsTrue(dead.Sensitivities.All(s => s >= 0 && double.IsFinite(s)));
    }
}
