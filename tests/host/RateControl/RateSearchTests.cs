using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.RateControl;

/// <summary>Searches with the real quantizer, coder and proof, on small networks.</summary>
[TestClass]
public sealed class RateSearchTests
{
    private const int MostSteps = 15;
    private const int Images = 16;

    private static byte[] Pack(QuantizedNetwork network, double price)
    {
        return BlobPacker.Pack(BlobWriter.Write(network, new BlobMeta()));
    }

    private static RateSearch Search(
        SqueezeNetModel model, int images = Images, CancellationToken cancellation = default)
    {
        return new RateSearch(model, TinyModels.Scenes(model, images, 3), Pack, null, null, cancellation);
    }

    /// <summary>Blob without regard to size, and what of it is not weights.</summary>
    private static (int Bytes, int Fixed) Largest(SqueezeNetModel model)
    {
        byte[] bytes = Pack(Quantizer.Quantize(model, TinyModels.Scenes(model, Images, 3)), 0);
        return (bytes.Length, bytes.Length - Blob.Open(bytes).StoredWeightsBytes);
    }

    [TestMethod]
    [DataRow(0.75)]
    [DataRow(0.4)]
    [DataRow(0.2)]
    public void ASizeIsKept(double share)
    {
        SqueezeNetModel model = TinyModels.WithPredictions(1);
        (int largest, int rest) = Largest(model);
        int target = rest + (int)(share * (largest - rest));
        RateResult result = Search(model).ForSize(target);
        IEnumerable<string> points = result.Curve.Points.Select(p => $"{p.Bytes} ({p.Images}) at {p.BitPrice:E2}");
        Console.WriteLine($"{target}: {string.Join(", ", points)}");
        Assert.IsLessThanOrEqualTo(target, result.Blob.Length);
        // Of so few weights, some more that become zero, or another scale of a tensor, are up to a tenth; larger
        // networks come within one per cent.
        Assert.IsGreaterThanOrEqualTo(0.9 * target, result.Blob.Length, "room is used");
        Assert.IsLessThanOrEqualTo(MostSteps, result.Curve.Points.Count);
        AssertSound(model, result);
        // Of those compared, which have the size that was asked for, the one that diverges least.
        RatePoint[] compared = result.Curve.Points.Where(p => p.Closer is not null).ToArray();
        Assert.IsTrue(compared.All(p => p.Bytes <= target && p.Bytes >= target - (2.5 * 64) && p.Images == Images));
        if (compared.Length > 0)
        {
            Assert.AreEqual(compared.Min(p => p.Closer!.Divergence), result.Curve.Chosen.Closer!.Divergence);
        }
    }

    [TestMethod]
    public void RoomThatIsOfNoUseIsLeft()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        (int largest, _) = Largest(model);
        RateResult roomy = Search(model).ForSize(10 * largest);
        Assert.AreEqual(0, roomy.Curve.Chosen.BitPrice);
        CollectionAssert.AreEqual(Pack(Quantizer.Quantize(model, TinyModels.Scenes(model, Images, 3)), 0), roomy.Blob);

        RateResult near = Search(model).ForSize(largest + 16);
        Assert.IsTrue(
            near.Blob.Length <= largest + 16 && near.Blob.Length > 0.98 * largest, $"{near.Blob.Length} of {largest}");
    }

    [TestMethod]
    public void TheSmallestSizeIsNamed()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        (_, int rest) = Largest(model);
        RateTargetException none = Assert.ThrowsExactly<RateTargetException>(() => Search(model).ForSize(rest / 2));
        StringAssert.Contains(none.Message, $"packed into {rest / 2} bytes");
        StringAssert.Contains(none.Message, "biases, labels and tables alone take");

        // Room for a few weights only.
        RateTargetException few = Assert.ThrowsExactly<RateTargetException>(() => Search(model).ForSize(rest + 20));
        StringAssert.Contains(few.Message, "the smallest blob that was reached has");
    }

    [TestMethod]
    public void ADropIsKept()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        double[] drops = [0.5, 3, 12];
        List<int> bytes = [];
        foreach (double drop in drops)
        {
            RateResult result = Search(model).ForDrop(drop);
            IEnumerable<string> points = result.Curve.Points.Select(p => $"{p.Bytes} {p.Drop:F2} {p.HeldOut?.Drop:F2}");
            Console.WriteLine($"{drop}: {string.Join(", ", points)}");
            RatePoint judged = result.Curve.Points.Where(p => p.Drop <= drop).MaxBy(p => p.BitPrice)!;
            Assert.IsLessThanOrEqualTo(
                judged.Bytes, result.Blob.Length, "the size of the smallest that is good enough");
            Assert.IsGreaterThanOrEqualTo(0.94 * judged.Bytes, result.Blob.Length, "and not less");
            Assert.AreSame(judged, result.Curve.Nearest);
            Assert.IsLessThanOrEqualTo(MostSteps + 2, result.Curve.Points.Count);
            AssertSound(model, result);
            bytes.Add(judged.Bytes);
        }

        Assert.IsGreaterThan(bytes.Skip(1).Min(), bytes[0], "who allows more gets a smaller blob");
    }

    /// <summary>A network whose predictions hang by a thread loses more than nothing even at full size.</summary>
    [TestMethod]
    public void ADropThatCannotBeKeptIsRefused()
    {
        RateTargetException e = Assert.ThrowsExactly<RateTargetException>(
            () => Search(TinyModels.WithPredictions(5)).ForDrop(1e-9));
        StringAssert.Contains(e.Message, "At its largest");
        StringAssert.Contains(e.Message, "more than 1E-09");
    }

    [TestMethod]
    public void SmallerBlobsDivergeMore()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        // Without a price the quantizer is another: it equalizes and corrects more, for weights that are finer.
        RatePoint[] points = new[] { 1e-7, 1e-6, 1e-5, 1e-4 }
            .Select(price => Search(model).AtPrice(price).Curve.Points.Single(p => p.HeldOut is not null))
            .ToArray();
        for (int i = 1; i < points.Length; i++)
        {
            Assert.IsLessThan(points[i - 1].Bytes, points[i].Bytes);
            Assert.IsGreaterThan(points[i - 1].HeldOut!.Divergence, points[i].HeldOut!.Divergence);
        }
    }

    [TestMethod]
    public void TheSameSearchFindsTheSame()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(12);
        (int largest, int rest) = Largest(model);
        int target = (largest + rest) / 2;
        RateResult first = Search(model).ForSize(target);
        RateResult second = Search(model).ForSize(target);
        CollectionAssert.AreEqual(first.Blob, second.Blob);
        CollectionAssert.AreEqual(first.Curve.Points.ToArray(), second.Curve.Points.ToArray());

        // The price of the point is all that it takes to make the blob again.
        CollectionAssert.AreEqual(first.Blob, Search(model).AtPrice(first.Curve.Chosen.BitPrice).Blob);
    }

    [TestMethod]
    public void OneImageIsTooFew()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        QuantizationException e = Assert.ThrowsExactly<QuantizationException>(() => Search(model, 1).ForSize(5000));
        StringAssert.Contains(e.Message, "two calibration images");
    }

    [TestMethod]
    public void CanBeCancelledAtTheFirstAndLastStep()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        List<RgbImage> images = TinyModels.Scenes(model, Images, 3);
        (int largest, int rest) = Largest(model);
        int steps = Search(model).ForSize(rest + ((largest - rest) / 5)).Curve.Points.Count;
        Assert.IsGreaterThan(2, steps);
        foreach (int after in new[] { 0, steps - 2 })
        {
            using CancellationTokenSource source = new();
            int packed = 0;
            RateSearch search = new(
                model,
                images,
                (network, price) =>
                {
                    if (packed++ == after)
                    {
                        source.Cancel();
                    }

                    return Pack(network, price);
                },
                null,
                null,
                source.Token);
            Assert.Throws<OperationCanceledException>(() => search.ForSize(rest + ((largest - rest) / 5)));
            Assert.AreEqual(after + 1, packed);
        }
    }

    [TestMethod]
    public void HalfOfTheImagesIsHeldOut()
    {
        SqueezeNetModel model = TinyModels.WithPredictions(5);
        for (int count = 2; count < 40; count++)
        {
            List<RgbImage> images = RandomModels.Images(model, count, 1);
            IReadOnlyList<RgbImage> seen = new HeldOutImages(model, images, default).Seen;
            Assert.IsTrue(Math.Abs((2 * seen.Count) - count) <= 1, $"{seen.Count} of {count}");
            CollectionAssert.IsSubsetOf(seen.ToArray(), images);
        }
    }

    /// <summary>The runs that judge are the engines' arithmetic.</summary>
    [TestMethod]
    public void JudgesByTheScoresOfThePackedBlob()
    {
        foreach (int seed in new[] { 3, 12, 17, 26 })
        {
            SqueezeNetModel model = seed % 2 == 1 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            QuantizedNetwork network = Quantizer.Quantize(model, RandomModels.Images(model, 4, 1));
            IntegerNetwork integers = new(network);
            foreach (RgbImage image in RandomModels.Images(model, 3, 2))
            {
                double[] logits = integers.Run(image);
                int[] scores = PlainIntegerNetwork.Scores(network, image);
                for (int c = 0; c < scores.Length; c++)
                {
                    // A score is rounded down.
                    Assert.AreEqual(
                        scores[c], Math.Floor((logits[c] / network.ScoreScale) + 1e-6), $"seed {seed}, class {c}");
                }
            }
        }
    }

    /// <summary>
    /// The blob is the curve's chosen point, proves its 20 bits, and both engines give what was quantized.
    /// </summary>
    private static void AssertSound(SqueezeNetModel model, RateResult result)
    {
        Blob blob = Blob.Open(result.Blob, OpenChecks.Crc | OpenChecks.Proof);
        SaturationProof.Require(blob);
        Assert.AreEqual(WeightsEncoding.Packed, blob.Header.WeightsEncoding);
        RatePoint chosen = result.Curve.Chosen;
        Assert.AreEqual(result.Blob.Length, chosen.Bytes);
        Assert.IsNull(chosen.HeldOut);
        Assert.AreEqual(1, result.Curve.Points.Count(p => ReferenceEquals(p, chosen)));
        CollectionAssert.AreEqual(
            result.Curve.Points.OrderByDescending(p => p.Bytes).ToArray(), result.Curve.Points.ToArray(),
            "largest first");
        Assert.IsNotNull(result.Curve.Nearest.HeldOut);
        using Network native = Network.Open(result.Blob, Backend.Native);
        native.SelfTest();
        RgbImage image = RandomModels.Images(model, 1, 77)[0];
        native.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        CollectionAssert.AreEqual(
            PlainIntegerNetwork.Scores(result.Network, Resampler.ToNetwork(image, model.Input)), native.Scores);
    }
}
