using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;

namespace SqueezeNet.Embedded.Tests.Host.Building;

[TestClass]
public sealed class WholeFileTests
{
    [TestMethod]
    public void AFileIsReplacedOrLeftAlone()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("x.bin", [1, 2, 3]);
        WholeFile.Write(file, [4]);
        CollectionAssert.AreEqual(new byte[] { 4 }, File.ReadAllBytes(file));

        // A folder of that name cannot be replaced.
        Directory.CreateDirectory(folder.File("y.bin"));
        Assert.Throws<Exception>(() => WholeFile.Write(folder.File("y.bin"), [5]));
        CollectionAssert.AreEqual(new[] { file }, Directory.GetFiles(folder.Path));
    }
}
