using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>A model from file to classified image with a few calls.</summary>
[TestClass]
public sealed class ModelBuilderTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    /// <summary>All that a program needs to put a trained model on a board.</summary>
    [TestMethod]
    public void AFewCallsImportPlanBuildEvaluateAndRun()
    {
        ModelBuilder builder = ModelBuilder.Open(
            Repository.Cards("cards.onnx"), new ImportOptions { LabelsFile = Repository.Cards("labels.txt") });
        BuildOptions options = new() { Target = new BoardTarget { RamBytes = 32 * 1024 } };
        PlanReport plan = builder.Plan(options);
        BuiltModel built = builder.Build(CalibrationFolder(12), options);
        EvaluationResult evaluation = built.Evaluate(Repository.Cards("samples"));
        built.Save(folder.File("cards.sqnt"));
        using Network network = built.Open();
        string sample = ImageFile.Find(Repository.Cards("samples")).Files[0];
        RgbImage image = ImageFile.Read(sample);
        network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        Classification best = network.Top(1)[0];

        Assert.IsTrue(plan.Pass);
        Assert.IsLessThanOrEqualTo(32 * 1024, built.Plan.PeakArenaBytes);
        Assert.AreEqual(built.Blob.Length, built.Plan.BlobBytes);
        Assert.AreEqual(7, built.CalibrationImages);
        Assert.HasCount(20, built.Layers);
        Assert.IsNull(built.Curve);
        Assert.IsGreaterThan(90, evaluation.Accuracy.Top1);
        Assert.AreEqual("fp32", evaluation.Against!.Arithmetic);
        CollectionAssert.AreEqual(built.Blob, File.ReadAllBytes(folder.File("cards.sqnt")));
        CollectionAssert.Contains(File.ReadAllLines(Repository.Cards("labels.txt")), best.Label);
        StringAssert.StartsWith(HtmlReport.Write(built.Report(evaluation)), "<!DOCTYPE html>");
    }

    /// <summary>
    /// Packed without loss is the raw blob, packed; and a price that a search has shown makes its blob again.
    /// </summary>
    [TestMethod]
    public void PackingIsATargetOfTheSameBuild()
    {
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"));
        RgbImage[] images = [.. ImageFile.Find(CalibrationFolder(42)).Files
            .Select(f => Resampler.ToNetwork(ImageFile.Read(f), builder.Model.Input))];
        byte[] raw = builder.Build(images).Blob;
        byte[] packed = builder.Build(images, new BuildOptions { Rate = RateTarget.Lossless }).Blob;
        CollectionAssert.AreEqual(packed, BlobPacker.Pack(raw));
        BuiltModel priced = builder.Build(images, new BuildOptions { Rate = RateTarget.AtBitPrice(2e-8) });
        Assert.IsLessThan(packed.Length, priced.Blob.Length);
        Assert.AreEqual(2e-8, priced.Curve!.Chosen.BitPrice);
        StringAssert.Contains(Blob.Open(priced.Blob).Meta, "bit_price=2E-08");
    }

    [TestMethod]
    public void ABudgetThatCannotBeKeptIsSaidBeforeImagesAreRead()
    {
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"));
        BuildOptions tight = new() { Target = new BoardTarget { RamBytes = 8 * 1024 } };
        Assert.IsFalse(builder.Plan(tight).Pass);
        PlanningException e = Assert.ThrowsExactly<PlanningException>(
            () => builder.Build(folder.File("nowhere"), tight));
        StringAssert.Contains(e.Message, "smallest budget");
    }

    [TestMethod]
    public void AWindowTakesPackedWeights()
    {
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"));
        BoardTarget window = new() { Weights = WeightsMemory.Window };
        Assert.ThrowsExactly<PlanningException>(() => builder.Plan(new BuildOptions { Target = window }));
        Blob raw = Blob.Open(builder.Build(CalibrationFolder(40)).Blob);
        Assert.ThrowsExactly<PlanningException>(() => window.RequestFor(raw));
        Blob packed = Blob.Open(BlobPacker.Pack(raw.Bytes));
        Assert.IsTrue(window.RequestFor(packed).PlansWindow);
        Assert.AreEqual(WeightsMemory.Psram, new BoardTarget().RequestFor(packed).Memory);
    }

    [TestMethod]
    public void TargetsOutOfRangeAreRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RateTarget.ForBytes(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RateTarget.ForDrop(101));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RateTarget.AtBitPrice(0));
        Assert.IsFalse(RateTarget.Raw.IsPacked || RateTarget.Lossless.IsLossy);
    }

    private string CalibrationFolder(int every)
    {
        return CardImages.Copy(folder, every);
    }
}
