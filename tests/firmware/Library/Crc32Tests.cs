using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class Crc32Tests
{
    [TestMethod]
    public void CheckValueIsThatOfTheStandard()
    {
        byte[] digits = Encoding.ASCII.GetBytes("123456789");
        Assert.AreEqual(0xCBF43926u, Crc32.Append(0, digits, 0, digits.Length));
        Assert.AreEqual(0xCBF43926u, Crc32.Append(Crc32.Append(0, digits, 0, 4), digits, 4, 5));
    }

    [TestMethod]
    public void ScoresAreLittleEndian()
    {
        byte[] bytes = [1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF];
        Assert.AreEqual(Crc32.Append(0, bytes, 0, 8), Crc32.OfScores([0x04030201, -1]));
    }
}
