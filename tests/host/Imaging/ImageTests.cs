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
    public void AFolderIsNoImage()
    {
        using TemporaryFolder folder = new();
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Read(folder.Path));
        Assert.AreEqual($"{folder.Path}: is a folder; name the images in it.", e.Message);
    }

    /// <summary>Told by the first bytes, not by the name.</summary>
    [TestMethod]
    public void AFileIsReadWhateverItIsCalled()
    {
        using TemporaryFolder folder = new();
        byte[] jpeg = JpegFile.Encode(Pixels.Image(16, 8));
        byte[] png = new PngFile(16, 8, 8, PngFile.Rgb).Write((x, y, c) => Pixels.Colour(x, y)[c]);
        Assert.AreEqual(16, ImageFile.Read(folder.Write("a.png", jpeg)).Width);
        Assert.AreEqual(16, ImageFile.Read(folder.Write("a.heic", jpeg)).Width);
        CollectionAssert.AreEqual(
            Pixels.Image(16, 8).Pixels, ImageFile.Read(folder.Write("a.jpg", png)).Pixels);
        CollectionAssert.AreEqual(
            Pixels.Image(16, 8).Pixels, ImageFile.Read(folder.Write("a", Pixels.Ppm(Pixels.Image(16, 8)))).Pixels);
    }

    [TestMethod]
    [DataRow("II*\0....", "is a TIFF file, or a camera's raw one")]
    [DataRow("\0\0\0\u0018ftypheic", "is a HEIC file, or a video")]
    [DataRow("\0\0\0\u001Cftypavif", "is an AVIF file")]
    [DataRow("\0\0\u0001\0\u0001\0", "is an icon")]
    [DataRow("<!DOCTYPE html>", "is a text of HTML, SVG or XML")]
    public void OtherFormatsAreNamedWithARemedy(string file, string what)
    {
        string problem = Pixels.Refusal(Encoding.Latin1.GetBytes(file));
        Assert.StartsWith(what + "; JPEG, PNG, WebP, GIF, BMP and PNM can be read: convert it", problem);
    }

    [TestMethod]
    public void PointersOfGitLfsAreCalledThat()
    {
        byte[] pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n"u8.ToArray();
        Assert.AreEqual(
            "is a pointer of Git LFS instead of the image; fetch it with: git lfs pull", Pixels.Refusal(pointer));
    }

    [TestMethod]
    public void WhatIsNoImageIsSaidToBeNone()
    {
        Assert.StartsWith("is empty", Pixels.Refusal([]));
        Assert.StartsWith("is no image by its first bytes", Pixels.Refusal("1 cat"u8.ToArray()));
        Assert.StartsWith("is no image by its first bytes", Pixels.Refusal([0, 0, 9, 9, 1, 2, 3]), "WBMP to Skia");
    }

    /// <summary>Which library, and which version of it, decides about pixels, and so about classes.</summary>
    [TestMethod]
    public void TheDecoderIsNamedWithItsVersion()
    {
        string packages = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        string version = ImageFile.Decoder.Split(' ')[1];
        Assert.AreEqual($"SkiaSharp {version} (libjpeg-turbo)", ImageFile.Decoder);
        StringAssert.Contains(packages, $"\"SkiaSharp\" Version=\"{version}\"");
        StringAssert.Contains(packages, $"\"SkiaSharp.NativeAssets.Linux.NoDependencies\" Version=\"{version}\"");
    }

    [TestMethod]
    public void ErrorsNameTheFile()
    {
        using TemporaryFolder folder = new();
        string noImage = folder.Write("text.jpg", Encoding.ASCII.GetBytes("not an image"));
        string empty = folder.Write("empty.png", []);
        foreach (string file in new[] { noImage, empty, Path.Combine(folder.Path, "missing.jpg"), folder.Path })
        {
            ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => ImageFile.Read(file));
            StringAssert.Contains(e.Message, file);
        }
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
