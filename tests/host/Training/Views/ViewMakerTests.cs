using System;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Views;

namespace SqueezeNet.Embedded.Tests.Host.Training.Views;

[TestClass]
public sealed class ViewMakerTests
{
    private static readonly InputSpec input = new(48, 40, 50, [0, 0, 0], [1, 1, 1]);

    /// <summary>
    /// Fixed: another machine that makes other pixels makes other networks. Whoever changes views on purpose raises
    /// their recipe as well.
    /// </summary>
    [TestMethod]
    public void ViewsAreTheSameOnEveryMachine()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((int width, int height) in new[] { (31, 20), (100, 100), (61, 240) })
        {
            ViewMaker views = new(Gradient(width, height), input, 42, flips: true);
            for (int view = 0; view < 20; view++)
            {
                hash.AppendData(views.Render(view).Pixels);
            }
        }

        Assert.AreEqual(1, ViewMaker.Recipe);
        Assert.AreEqual("1429625FB28BB65A", Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }

    [TestMethod]
    public void ViewZeroIsWhatADeviceSees()
    {
        RgbImage photo = Gradient(300, 211);
        CollectionAssert.AreEqual(
            Resampler.ToNetwork(photo, input).Pixels, ViewMaker.Render(photo, input, 0, 7).Pixels);
    }

    [TestMethod]
    public void ViewsDifferFromEachOtherAndHaveTheInputsSize()
    {
        RgbImage photo = Gradient(90, 120);
        RgbImage[] views = [.. Enumerable.Range(0, 8).Select(view => ViewMaker.Render(photo, input, view, 7))];
        Assert.HasCount(8, views.Select(view => Convert.ToHexString(view.Pixels)).Distinct());
        Assert.IsTrue(views.All(view => view.Width == 48 && view.Height == 40 && view.Pixels.Length == 3 * 48 * 40));
        CollectionAssert.AreNotEqual(views[1].Pixels, ViewMaker.Render(photo, input, 1, 8).Pixels);
    }

    [TestMethod]
    public void AChoiceThatChangesNothingGivesThePhoto()
    {
        RgbImage photo = Gradient(70, 50);
        RgbImage same = Warp.Cut(photo, 70, 50, Nothing());
        CollectionAssert.AreEqual(photo.Pixels, same.Pixels);
        Tone.Change(same.Pixels, Nothing());
        CollectionAssert.AreEqual(photo.Pixels, same.Pixels);
        CollectionAssert.AreEqual(
            photo.Mirror().Pixels, Warp.Cut(photo, 70, 50, Nothing() with { IsMirrored = true }).Pixels);
    }

    [TestMethod]
    public void WithoutFlipsNothingIsMirroredAndAllElseStays()
    {
        int mirrored = 0;
        for (ulong view = 0; view < 100; view++)
        {
            ViewChoice flips = ViewChoice.Draw(new SeededRandom(3, view), flips: true);
            ViewChoice none = ViewChoice.Draw(new SeededRandom(3, view), flips: false);
            mirrored += flips.IsMirrored ? 1 : 0;
            Assert.AreEqual(flips with { IsMirrored = false }, none);
        }

        Assert.IsInRange(30, 70, mirrored);
    }

    /// <summary>A part that is turned shows what was above its middle beside it.</summary>
    [TestMethod]
    public void TurnsAboutTheMiddle()
    {
        RgbImage photo = new(41, 41, new byte[3 * 41 * 41]);
        photo.Pixels[3 * ((5 * 41) + 20)] = 255;
        RgbImage turned = Warp.Cut(photo, 41, 41, Nothing() with { Degrees = 10 });
        int brightest = Enumerable.Range(0, 41 * 41).MaxBy(i => turned.Pixels[3 * i]);
        // 15 pixels above the middle, turned by 10 degrees: 2.6 aside, 14.8 above.
        Assert.AreEqual(5, brightest / 41);
        Assert.AreEqual(3, Math.Abs((brightest % 41) - 20));
    }

    [TestMethod]
    public void NoiseHasTheSpreadThatIsAskedFor()
    {
        byte[] grey = Enumerable.Repeat((byte)128, 30000).ToArray();
        SensorNoise.Add(grey, 10, new SeededRandom(1));
        double mean = grey.Average(v => (double)v);
        double deviation = Math.Sqrt(grey.Average(v => (v - mean) * (v - mean)));
        Assert.AreEqual(128, mean, 0.3);
        Assert.AreEqual(7.6, deviation, 0.3);
    }

    [TestMethod]
    public void BlurKeepsFlatPartsAndSpreadsEdges()
    {
        RgbImage edge = new(20, 10, [.. Enumerable.Range(0, 600).Select(i => (byte)(i / 3 % 20 < 10 ? 0 : 200))]);
        RgbImage soft = Defocus.Blur(edge, 2);
        Assert.AreEqual(0, soft.Pixels[0]);
        Assert.AreEqual(200, soft.Pixels[^1]);
        Assert.IsInRange(50, 150, (int)soft.Pixels[3 * 10]);
        CollectionAssert.AreEqual(edge.Pixels, Defocus.Blur(edge, 0).Pixels);
    }

    private static ViewChoice Nothing()
    {
        return new ViewChoice
        {
            IsMirrored = false,
            Scale = 1,
            Aspect = 1,
            Degrees = 0,
            Right = 0,
            Down = 0,
            WhiteBalance = (1, 1),
            Gamma = 1,
            Contrast = 1,
            Brightness = 0,
            Noise = 0,
            Blur = 0,
            JpegQuality = 0,
        };
    }

    private static RgbImage Gradient(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = (i % width, i / width);
            pixels[3 * i] = (byte)(255 * x / width);
            pixels[(3 * i) + 1] = (byte)(255 * y / height);
            pixels[(3 * i) + 2] = (byte)((x / 8 % 2) == (y / 8 % 2) ? 40 : 200);
        }

        return new RgbImage(width, height, pixels);
    }
}
