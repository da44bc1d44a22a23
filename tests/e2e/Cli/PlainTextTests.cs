using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What comes from a broker does not steer the terminal.</summary>
[TestClass]
public sealed class PlainTextTests
{
    [TestMethod]
    [DataRow("tabby cat", "tabby cat")]
    [DataRow("Kätzchen, 猫", "Kätzchen, 猫")]
    [DataRow("", "")]
    [DataRow("a\u001b[31mb", "a\ufffd[31mb")]
    [DataRow("a\nb\tc\rd", "a\ufffdb\ufffdc\ufffdd")]
    [DataRow("a\u009bb\u007f", "a\ufffdb\ufffd")]
    [DataRow("a\u202eb\u2066c", "a\ufffdb\ufffdc")]
    [DataRow("a\u2028b", "a\ufffdb")]
    public void SignsThatSteerAreReplaced(string text, string shown)
    {
        Assert.AreEqual(shown, PlainText.Of(text));
    }
}
