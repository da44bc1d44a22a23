using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class GoldenSourceTests
{
    // CRC-32 of the pixel bytes in R, G, B order, row by row, computed by an independent program.
    [TestMethod]
    [DataRow(1u, 224, 224, 0x2C9D7759u)]
    [DataRow(1u, 37, 19, 0xB11866B6u)]
    [DataRow(0xFFFFFFFFu, 20, 20, 0x0B812EB4u)]
    public void PixelsAreThoseOfTheSpecification(uint seed, int width, int height, uint expected)
    {
        GoldenSource source = new(seed);
        sbyte[] row = new sbyte[3 * width];
        byte[] pixels = new byte[3 * width];
        uint crc = 0;
        for (int y = 0; y < height; y++)
        {
            Assert.IsTrue(source.Read(y, row));
            for (int i = 0; i < row.Length; i++)
            {
                pixels[i] = (byte)(row[i] + 128);
            }

            crc = Crc32.Append(crc, pixels, 0, pixels.Length);
        }

        Assert.AreEqual(expected, crc);
    }

    [TestMethod]
    public void FirstPixelsAreThoseOfTheSpecification()
    {
        GoldenSource source = new(1);
        Assert.AreEqual(91, source.Pixel(0, 0, 0));
        Assert.AreEqual(111, source.Pixel(0, 0, 1));
        Assert.AreEqual(51, source.Pixel(0, 0, 2));
        Assert.AreEqual(99, source.Pixel(1, 0, 0));
    }
}
