using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

[TestClass]
public sealed class ImageTests
{
    [TestMethod]
    public void ReadsPnm()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("a.ppm", [.. "P6 2 1 255\n"u8, 1, 2, 3, 250, 251, 252]);
        RgbImage image = ImageFile.Read(file);
        Assert.AreEqual((2, 1), (image.Width, image.Height));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 250, 251, 252 }, image.Pixels);
    }

    [TestMethod]
    public void ErrorsNameTheFile()
    {
        using TemporaryFolder folder = new();
        string noImage = folder.Write("text.jpg", Encoding.ASCII.GetBytes("not an image"));
        string bomb = folder.Write("bomb.ppm", Encoding.ASCII.GetBytes("P6 16000 16000 255\n"));
        string empty = folder.Write("empty.png", []);
        foreach (string file in new[] { noImage, bomb, empty, Path.Combine(folder.Path, "missing.jpg"), folder.Path })
        {
            ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Read(file));
            StringAssert.Contains(e.Message, file);
        }
    }

    [TestMethod]
    public void FindsImagesInOrder()
    {
        using TemporaryFolder folder = new();
        folder.Write("b.JPG", []);
        folder.Write("a/c.png", []);
        folder.Write("notes.txt", []);
        string[] names = ImageFile.Find(folder.Path).Select(f => Path.GetFileName(f)).ToArray();
        CollectionAssert.AreEqual(new[] { "c.png", "b.JPG" }, names);
        Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Find(Path.Combine(folder.Path, "nowhere")));
    }

    /// <summary>The native resampler against the managed transcription of SPEC 2.</summary>
    [TestMethod]
    public void ResamplesAsTheReferenceDoes()
    {
        Random random = new(4);
        for (int round = 0; round < 60; round++)
        {
            int width = random.Next(1, 300);
            int height = random.Next(1, 300);
            byte[] pixels = new byte[width * height * 3];
            random.NextBytes(pixels);
            int side = random.Next(8, 64);
            InputSpec input = new(side, random.Next(8, 64), side + random.Next(0, 20), [], []);
            RgbImage fast = Resampler.ToNetwork(new RgbImage(width, height, pixels), input);
            (int numerator, int denominator) = Resampler.Crop(input);
            ImageSource slow = new(
                new Frame(pixels, width, height, PixelFormat.Rgb888), input.Width, input.Height, numerator,
                denominator);
            sbyte[] row = new sbyte[3 * input.Width];
            for (int y = 0; y < input.Height; y++)
            {
                Assert.IsTrue(slow.Read(y, row));
                byte[] expected = row.Select(q => (byte)(q + 128)).ToArray();
                CollectionAssert.AreEqual(expected, fast.Pixels[(y * row.Length)..((y + 1) * row.Length)]);
            }
        }
    }
}
