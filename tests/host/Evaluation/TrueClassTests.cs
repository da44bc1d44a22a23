using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

[TestClass]
public sealed class TrueClassTests
{
    private static readonly string[] labels = ["nothing", "digit 1", "heart"];

    [TestMethod]
    [DataRow("images/002_heart.jpg", 2)]
    [DataRow("images/1.png", 1)]
    [DataRow("images/2/a.png", 2)]
    [DataRow("images/Heart/a.png", 2)]
    [DataRow("images/deep/digit 1/a.png", 1)]
    public void NumberThenFolder(string file, int expected)
    {
        Assert.AreEqual(expected, TrueClass.Of(file, "images", labels, 3));
    }

    [TestMethod]
    [DataRow("images/a.png")]
    [DataRow("images/003.png")]
    [DataRow("images/99999999999.png")]
    [DataRow("images/star/a.png")]
    public void OthersAreRefused(string file)
    {
        ImageFileException e =
            Assert.ThrowsExactly<ImageFileException>(() => TrueClass.Of(file, "images", labels, 3));
        StringAssert.Contains(e.Message, file);
    }
}
