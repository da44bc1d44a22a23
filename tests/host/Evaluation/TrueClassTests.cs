using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

[TestClass]
public sealed class TrueClassTests
{
    private static readonly string[] labels = ["nothing", "digit 1", "heart"];

    [TestMethod]
    [DataRow("pictures/002_heart.jpg", 2)]
    [DataRow("pictures/1.png", 1)]
    [DataRow("pictures/2/a.png", 2)]
    [DataRow("pictures/Heart/a.png", 2)]
    [DataRow("pictures/deep/digit 1/a.png", 1)]
    public void NumberThenFolder(string file, int expected)
    {
        Assert.AreEqual(expected, TrueClass.Of(file, "pictures", labels, 3));
    }

    [TestMethod]
    [DataRow("pictures/a.png")]
    [DataRow("pictures/003.png")]
    [DataRow("pictures/99999999999.png")]
    [DataRow("pictures/star/a.png")]
    public void OthersAreRefused(string file)
    {
        ImageFileException e =
            Assert.ThrowsExactly<ImageFileException>(() => TrueClass.Of(file, "pictures", labels, 3));
        StringAssert.Contains(e.Message, file);
    }
}
