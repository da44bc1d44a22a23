using System;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Vectors;

/// <summary>The vector engine, on each path of this processor, gives what the reference gives.</summary>
[TestClass]
public sealed class VectorAgreementTests
{
    private const int Networks = 300;

    [TestMethod]
    public void EveryStageOfRandomNetworksIsTheSame()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            VectorAgreement.RequireSameGoldenRun(RandomNetworks.Small(seed).ToBlob(), (uint)seed, $"network {seed}");
        }

        Console.WriteLine(string.Join(", ", VectorAgreement.Paths));
    }

    [TestMethod]
    public void SqueezeNetShapeIsTheSame()
    {
        VectorAgreement.RequireSameGoldenRun(RandomNetworks.SqueezeNet11(64, 100).ToBlob(), 1, "v1.1 shape");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-128)]
    public void BypassIsTheSame(int zeroPoint)
    {
        byte[] bytes = HandMadeNetwork.WithBypass((sbyte)zeroPoint).ToBlob();
        VectorAgreement.RequireSameGoldenRun(bytes, 3, $"bypass, zero {zeroPoint}");
    }

    /// <summary>More than a band of 192 KB, so that rows are carried from band to band.</summary>
    [TestMethod]
    public void ManyBandsAreTheSame()
    {
        byte[] bytes = RandomNetworks.SqueezeNet11(200, 20).ToBlob();
        Blob blob = Blob.Open(bytes);
        VectorStage first = new(blob, 0, null);
        Assert.IsLessThan(blob.Stage(0).OutHeight / 2, first.BandRows);
        VectorAgreement.RequireSameGoldenRun(bytes, 5, "200 x 200");
    }

    [TestMethod]
    public void FramesOfAllFormatsAreTheSame()
    {
        Random random = new(6);
        for (int i = 0; i < Networks; i++)
        {
            Frame frame = RandomFrame(random, i % 5 == 0);
            byte[] bytes = RandomNetworks.Small(i % 20).ToBlob();
            BlobHeader header = Blob.Open(bytes).Header;
            VectorImage image = new(
                frame, header.Width, header.Height, header.CropNumerator, header.CropDenominator);
            ImageSource expected = new(frame, header);
            string what = $"network {i % 20}, {frame.Format} {frame.Width} x {frame.Height}";
            AssertSameRows(expected, image, header, what);
            Frame next = new([.. frame.Pixels.Reverse()], frame.Width, frame.Height, frame.Stride, frame.Format);
            Assert.IsTrue(image.Take(next, ImageView.Default));
            AssertSameRows(new ImageSource(next, header), image, header, what);
        }
    }

    [TestMethod]
    public void ExtremesOfEveryInstructionAreExact()
    {
        VectorAgreement.RequireExactExtremes(default(PortableDots), -128);
        if (Ssse3.IsSupported)
        {
            VectorAgreement.RequireExactExtremes(default(Ssse3Signed), -128);
            VectorAgreement.RequireExactExtremes(default(Ssse3Positive), 0);
        }
    }

    [TestMethod]
    public void FramesOfOtherShapesAreNotTaken()
    {
        Frame frame = new(new byte[300], 10, 10, PixelFormat.Rgb888);
        VectorImage image = new(frame, 8, 8, 1, 1);
        Assert.IsFalse(image.Take(new Frame(new byte[300], 10, 9, PixelFormat.Rgb888), ImageView.Default));
        Assert.IsFalse(image.Take(new Frame(new byte[300], 9, 10, PixelFormat.Rgb888), ImageView.Default));
        Assert.IsFalse(image.Take(new Frame(new byte[300], 10, 10, PixelFormat.Gray8), ImageView.Default));
        Assert.IsFalse(image.Read(8, new sbyte[24]));
        Assert.IsFalse(image.Read(0, new sbyte[23]));
    }

    [TestMethod]
    public void RunTakesNoMemory()
    {
        Blob blob = Blob.Open(RandomNetworks.SqueezeNet11(64, 100).ToBlob());
        VectorNetwork network = new(blob, VectorPaths.Preferred, 1);
        GoldenSource source = new(1);
        Run(network, source);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(network, source);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>
    /// No packer writes -128, and the products of 16 bits exclude it: the reference runs such a model.
    /// </summary>
    [TestMethod]
    public void WeightsOfMinus128AreLeftToTheReference()
    {
        byte[] bytes = RandomNetworks.Small(2).ToBlob();
        Blob blob = Blob.Open(bytes);
        using (Network network = Network.Open(bytes, Backend.Vector))
        {
            Assert.AreEqual(Backend.Vector, network.Backend);
        }

        bytes[blob.WeightsAt(blob.Stage(1).B, 0)] = 0x80;
        using Network refused = Network.Open(
            bytes, new NetworkOptions { Backend = Backend.Vector, Checks = OpenChecks.None });
        Assert.AreEqual(Backend.Managed, refused.Backend);
    }

    [TestMethod]
    public void PathIsChosenByItsName()
    {
        Assert.IsFalse(VectorPaths.Prefer("sse9"));
        foreach (VectorPath path in Enum.GetValues<VectorPath>())
        {
            Assert.AreEqual(VectorPaths.IsSupported(path), VectorPaths.Prefer(VectorPaths.Name(path)));
            Assert.IsTrue(!VectorPaths.IsSupported(path) || VectorPaths.Preferred == path);
        }

        Assert.IsTrue(VectorPaths.Prefer(null));
        Assert.AreEqual(VectorAgreement.Paths.Last(), VectorPaths.Preferred);
    }

    private static void Run(VectorNetwork network, RowSource source)
    {
        network.Begin(source);
        for (int k = 0; k < network.Stages; k++)
        {
            network.RunStage(k);
        }
    }

    private static void AssertSameRows(ImageSource expected, VectorImage image, BlobHeader header, string what)
    {
        sbyte[] right = new sbyte[3 * header.Width];
        sbyte[] row = new sbyte[3 * header.Width];
        for (int y = 0; y < header.Height; y++)
        {
            Assert.IsTrue(expected.Read(y, right));
            Assert.IsTrue(image.Read(y, row));
            CollectionAssert.AreEqual(right, row, $"{what}, row {y}");
        }
    }

    private static Frame RandomFrame(Random random, bool extreme)
    {
        PixelFormat format = (PixelFormat)random.Next(4);
        int width = extreme && random.Next(2) == 0 ? 4096 : random.Next(1, 90);
        int height = extreme && width < 4096 ? 4096 : random.Next(1, 90);
        int stride = (width * Frame.BytesPerPixel(format)) + random.Next(9);
        byte[] pixels = new byte[stride * height];
        random.NextBytes(pixels);
        if (extreme)
        {
            Array.Fill(pixels, (byte)255, 0, pixels.Length / 2);
        }

        return new Frame(pixels, width, height, stride, format);
    }
}
