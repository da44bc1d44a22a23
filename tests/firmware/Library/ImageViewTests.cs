using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>Views against frames that are turned and cut out plainly, on every backend.</summary>
[TestClass]
public sealed class ImageViewTests
{
    private const int Frames = 60;
    private static readonly int[] turns = [0, 90, 180, 270];

    [TestMethod]
    public void TurnedFramesAreSeenAsPlainlyTurnedOnes()
    {
        Random random = new(1);
        for (int i = 0; i < Frames; i++)
        {
            Frame frame = RandomFrame(random, random.Next(1, 60), random.Next(1, 60));
            ImageView view = RandomView(random);
            ImageView upright = view.Size == 0 ? new ImageView(0) : new ImageView(0, view.X, view.Y, view.Size);
            byte[] blob = RandomNetworks.Small(i % 20).ToBlob();
            foreach (Backend backend in Backends())
            {
                using Network network = Network.Open(blob, backend);
                network.Classify(Turned(frame, view.Rotate), upright);
                int[] expected = network.Scores;
                network.Classify(frame, view);
                string what = $"{backend} {i} {Describe(frame, view)}";
                CollectionAssert.AreEqual(expected, network.Scores, what);
            }
        }
    }

    [TestMethod]
    public void AllBackendsSeeTheSame()
    {
        Random random = new(2);
        for (int i = 0; i < Frames; i++)
        {
            Frame frame = RandomFrame(random, random.Next(1, 90), random.Next(1, 90));
            ImageView view = RandomView(random);
            byte[] blob = RandomNetworks.Small(i % 20).ToBlob();
            Network[] networks = [.. Backends().Select(backend => Network.Open(blob, backend))];
            byte[][] grids = [.. networks.Select(_ => new byte[Network.LumaSide * Network.LumaSide])];
            for (int k = 0; k < networks.Length; k++)
            {
                string what = $"{networks[k].Backend} {i} {Describe(frame, view)}";
                networks[k].ReadLuma(frame, view, grids[k]);
                CollectionAssert.AreEqual(grids[0], grids[k], what);
                networks[k].Classify(frame, view);
                CollectionAssert.AreEqual(networks[0].Scores, networks[k].Scores, what);
            }

            foreach (Network network in networks)
            {
                // The view of a run is not that of the next.
                network.Classify(frame);
                CollectionAssert.AreEqual(networks[0].Scores, network.Scores, Describe(frame, ImageView.Default));
            }

            Array.ForEach(networks, network => network.Dispose());
        }
    }

    /// <summary>A region that is not scaled up needs no pixel outside: it is the frame cut out.</summary>
    [TestMethod]
    public void RegionIsTheFrameCutOut()
    {
        Random random = new(3);
        for (int i = 0; i < Frames; i++)
        {
            byte[] blob = RandomNetworks.Small(i % 20).ToBlob();
            BlobHeader header = Blob.Open(blob).Header;
            int side = Math.Max(header.Width, header.Height);
            Frame frame = RandomFrame(random, random.Next(2 * side, 4 * side), random.Next(2 * side, 4 * side));
            ImageView view = new(turns[i % 4], random.Next(0, 301), random.Next(0, 1001), random.Next(600, 701));
            CropRectangle seen = view.Rectangle(frame.Width, frame.Height, header);
            Assert.IsTrue(seen.Width >= header.Width && seen.Height >= header.Height);
            CropRectangle all = new(0, 0, seen.Width, seen.Height);
            Frame cut = Cut(Turned(frame, view.Rotate), seen);
            AssertSameRows(
                new ImageSource(cut, ImageView.Default, all, header.Width, header.Height),
                new ImageSource(frame, view, header),
                header,
                Describe(frame, view));
            Frame direct = Turned(Cut(frame, view.SourceRectangle(frame.Width, frame.Height, header)), view.Rotate);
            CollectionAssert.AreEqual(cut.Pixels, direct.Pixels, Describe(frame, view));
        }
    }

    [TestMethod]
    [DataRow(320, 240, 0, 0, 0, 1000, 40, 0, 240, 240)]
    [DataRow(320, 240, 0, 250, 0, 750, 80, 0, 240, 240)]
    [DataRow(320, 240, 0, 0, 0, 500, 0, 0, 160, 160)]
    [DataRow(320, 240, 0, 500, 500, 500, 160, 80, 160, 160)]
    [DataRow(320, 240, 90, 0, 250, 1000, 0, 80, 240, 240)]
    [DataRow(320, 240, 0, 999, 1000, 1, 319, 239, 1, 1)]
    [DataRow(1, 1, 270, 0, 0, 1, 0, 0, 1, 1)]
    [DataRow(4096, 1, 0, 0, 0, 1000, 2047, 0, 1, 1)]
    [DataRow(4096, 4096, 180, 0, 1000, 1000, 0, 0, 4096, 4096)]
    public void RegionHasTheNetworksShapeAndStaysInside(
        int width, int height, int rotate, int x, int y, int size, int left, int top, int w, int h)
    {
        CropRectangle seen = new ImageView(rotate, x, y, size).Rectangle(width, height, 224, 224, 7, 8);
        Assert.AreEqual((left, top, w, h), (seen.Left, seen.Top, seen.Width, seen.Height));
    }

    [TestMethod]
    public void NoRegionLeavesTheFrame()
    {
        Random random = new(4);
        for (int i = 0; i < 50000; i++)
        {
            int size = random.Next(1, 1001);
            ImageView view = new(turns[i % 4], random.Next(0, 1001 - size), random.Next(0, 1001), size);
            int width = random.Next(1, i % 2 == 0 ? 9 : 4097);
            int height = random.Next(1, i % 3 == 0 ? 9 : 4097);
            CropRectangle seen = view.Rectangle(width, height, random.Next(8, 1025), random.Next(8, 1025), 1, 1);
            int right = view.TurnedWidth(width, height) - seen.Left - seen.Width;
            int below = view.TurnedHeight(width, height) - seen.Top - seen.Height;
            Assert.IsTrue(
                seen.Left >= 0 && seen.Top >= 0 && seen.Width >= 1 && seen.Height >= 1 && right >= 0 && below >= 0);
        }
    }

    [TestMethod]
    [DataRow(45, 0, 0, 1)]
    [DataRow(-90, 0, 0, 1)]
    [DataRow(360, 0, 0, 1)]
    [DataRow(0, 501, 0, 500)]
    [DataRow(0, -1, 0, 500)]
    [DataRow(0, 0, 1001, 500)]
    [DataRow(0, 0, -1, 500)]
    [DataRow(0, 0, 0, 0)]
    [DataRow(0, 0, 0, 1001)]
    public void ImpossibleViewsAreRefused(int rotate, int x, int y, int size)
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ImageView(rotate, x, y, size));
    }

    [TestMethod]
    public void RunIsLostWithItsLuma()
    {
        Frame frame = RandomFrame(new Random(5), 20, 20);
        foreach (Backend backend in Backends())
        {
            using Network network = Network.Open(RandomNetworks.Small(1).ToBlob(), backend);
            network.Begin(frame);
            network.ReadLuma(frame, ImageView.Default, new byte[1024]);
            Assert.ThrowsExactly<InvalidOperationException>(() => network.RunStage(0));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => network.ReadLuma(frame, ImageView.Default, new byte[1023]));
        }
    }

    [TestMethod]
    public void LumaOfPlainColoursIsTheirBrightness()
    {
        byte[] luma = new byte[1024];
        using Network network = Network.Open(RandomNetworks.Small(1).ToBlob(), Backend.Managed);
        foreach ((byte r, byte g, byte b, byte y) in new (byte, byte, byte, byte)[]
        {
            (255, 255, 255, 255), (0, 0, 0, 0), (255, 0, 0, 77), (0, 255, 0, 149), (0, 0, 255, 29),
        })
        {
            byte[] pixels = [.. Enumerable.Range(0, 64).SelectMany(_ => new[] { r, g, b })];
            network.ReadLuma(new Frame(pixels, 8, 8, PixelFormat.Rgb888), ImageView.Default, luma);
            Assert.IsTrue(luma.All(value => value == y), $"{r} {g} {b}: {luma[0]}");
        }
    }

    private static List<Backend> Backends()
    {
        return [Backend.Managed, Backend.Vector, Backend.Native];
    }

    private static string Describe(Frame frame, ImageView view)
    {
        return $"{frame.Format} {frame.Width} x {frame.Height}: {view.Rotate} {view.X},{view.Y},{view.Size}";
    }

    private static ImageView RandomView(Random random)
    {
        int rotate = turns[random.Next(4)];
        int size = random.Next(1, 1001);
        return random.Next(4) == 0
            ? new ImageView(rotate)
            : new ImageView(rotate, random.Next(0, 1001 - size), random.Next(0, 1001), size);
    }

    private static Frame RandomFrame(Random random, int width, int height)
    {
        PixelFormat format = (PixelFormat)random.Next(4);
        int stride = (width * Frame.BytesPerPixel(format)) + random.Next(0, 5);
        byte[] pixels = new byte[stride * height];
        random.NextBytes(pixels);
        return new Frame(pixels, width, height, stride, format);
    }

    /// <summary>By quarters: a pixel at (x, y) moves to (height - 1 - y, x).</summary>
    private static Frame Turned(Frame frame, int degrees)
    {
        for (; degrees > 0; degrees -= 90)
        {
            int bytes = Frame.BytesPerPixel(frame.Format);
            byte[] pixels = new byte[frame.Width * frame.Height * bytes];
            for (int y = 0; y < frame.Height; y++)
            {
                for (int x = 0; x < frame.Width; x++)
                {
                    int to = ((x * frame.Height) + frame.Height - 1 - y) * bytes;
                    Array.Copy(frame.Pixels, (y * frame.Stride) + (x * bytes), pixels, to, bytes);
                }
            }

            frame = new Frame(pixels, frame.Height, frame.Width, frame.Format);
        }

        return frame;
    }

    private static Frame Cut(Frame frame, CropRectangle part)
    {
        int bytes = Frame.BytesPerPixel(frame.Format);
        byte[] pixels = [.. Enumerable.Range(part.Top, part.Height)
            .SelectMany(y => frame.Pixels.Skip((y * frame.Stride) + (bytes * part.Left)).Take(bytes * part.Width))];
        return new Frame(pixels, part.Width, part.Height, frame.Format);
    }

    private static void AssertSameRows(RowSource expected, RowSource actual, BlobHeader header, string what)
    {
        sbyte[] a = new sbyte[3 * header.Width];
        sbyte[] b = new sbyte[3 * header.Width];
        for (int y = 0; y < header.Height; y++)
        {
            Assert.IsTrue(expected.Read(y, a) && actual.Read(y, b));
            CollectionAssert.AreEqual(a, b, $"{what}, row {y}");
        }
    }
}
