using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Names;

namespace SqueezeNet.Embedded.Tests.Host.Names;

[TestClass]
public sealed class EditDistanceTests
{
    [TestMethod]
    [DataRow("heart", "heart", 0)]
    [DataRow("haert", "heart", 1)]
    [DataRow("hart", "heart", 1)]
    [DataRow("heaart", "heart", 1)]
    [DataRow("hoart", "heart", 1)]
    [DataRow("", "heart", 5)]
    [DataRow("star", "heart", 3)]
    public void ASlipOfThePenIsOneStep(string one, string other, int expected)
    {
        Assert.AreEqual(expected, EditDistance.Between(one, other));
        Assert.AreEqual(expected, EditDistance.Between(other, one));
    }
}
