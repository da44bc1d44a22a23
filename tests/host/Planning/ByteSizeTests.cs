using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class ByteSizeTests
{
    [TestMethod]
    [DataRow("100000", 100_000)]
    [DataRow("128K", 131_072)]
    [DataRow("128k", 131_072)]
    [DataRow("104 KB", 106_496)]
    [DataRow("96KiB", 98_304)]
    [DataRow("1M", 1_048_576)]
    [DataRow("1.5M", 1_572_864)]
    [DataRow("12 B", 12)]
    public void Reads(string text, int bytes)
    {
        Assert.AreEqual(bytes, ByteSize.Parse(text));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("K")]
    [DataRow("-1")]
    [DataRow("0")]
    [DataRow("1e3")]
    [DataRow("12 Q")]
    [DataRow("1,5M")]
    [DataRow("0x10")]
    [DataRow("999999999999M")]
    [DataRow("2000M")]
    [DataRow("٣K")]
    public void RefusesOthers(string text)
    {
        Assert.IsNull(ByteSize.Parse(text));
    }

    [TestMethod]
    [DataRow("350000", 350_000)]
    [DataRow("350K", 350_000)]
    [DataRow("350 kB", 350_000)]
    [DataRow("350KiB", 358_400)]
    [DataRow("1.2M", 1_200_000)]
    [DataRow("1.5MiB", 1_572_864)]
    public void ReadsSizesOfFiles(string text, int bytes)
    {
        Assert.AreEqual(bytes, ByteSize.ParseFile(text));
    }

    [TestMethod]
    [DataRow("i")]
    [DataRow("1e3")]
    [DataRow("0K")]
    [DataRow("2000M")]
    public void RefusesOtherSizesOfFiles(string text)
    {
        Assert.IsNull(ByteSize.ParseFile(text));
    }
}
