using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Tests.Host.Models;
using SqueezeNet.Embedded.Tests.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

/// <summary>What packed weights cost: memory of both ways, and decoding.</summary>
[TestClass]
public sealed class DecodeReportTests
{
    // About the published networks at 3 bits a weight.
    private static readonly IReadOnlyList<StageShape> v11 = PlannerTests.Published("v1.1");

    private static DecodeCounts Counts
    {
        get
        {
            long weights = v11.Sum(s => s.WeightBytes);
            return new DecodeCounts(weights, weights / 2, weights / 3, 4 * weights, weights * 3 / 8);
        }
    }

    private static PlanReport Report(Board board, Func<PlanRequest, PlanRequest>? change = null)
    {
        WeightsMemory memory = board.PsramBytes > 0 ? WeightsMemory.Psram : WeightsMemory.Window;
        PlanRequest request = new(v11, board, memory, null, 500_000) { Decode = Counts };
        return PlanReport.Of(ChosenPlan.For(change is null ? request : change(request)));
    }

    private static Board Octal => Boards.Load("esp32-s3-octal-psram");

    private static Board NoPsram => Boards.Load("esp32-s3-no-psram");

    [TestMethod]
    public void BothWaysFitABoardWithPsram()
    {
        PlanReport report = Report(Octal);
        DecodeReport packed = report.Packed!;
        Assert.IsTrue(report.Pass);
        Assert.IsTrue(packed.AtBoot.Fits && packed.Window.Fits);
        Assert.AreEqual(
            (61_936L, 1_247_504L, 500_000L),
            (packed.AtBoot.InternalBytes, packed.AtBoot.PsramBytes, packed.AtBoot.FlashBytes));
        Assert.AreEqual(
            (112_496L, 0L, 500_000L),
            (packed.Window.InternalBytes, packed.Window.PsramBytes, packed.Window.FlashBytes));
        Assert.AreEqual(packed.DecodeMs, packed.AtBoot.BootMs);
        Assert.AreEqual(0, packed.Window.BootMs);
        Assert.AreEqual(report.Stages.Sum(s => s.EstimatedMs), packed.AtBoot.EstimatedMs!.Value, 0.01);
        Assert.AreEqual(packed.AtBoot.EstimatedMs, report.EstimatedMs);
        Assert.IsGreaterThan(packed.DecodeMs + 100, packed.Window.EstimatedMs!.Value);
        Assert.IsLessThan(packed.DecodeMs + 120, packed.Window.EstimatedMs!.Value);
        double cycles = Counts.Instructions * DecodeCounts.CyclesPerInstruction;
        Assert.AreEqual(cycles / 240e3, packed.DecodeMs, 0.01);
    }

    [TestMethod]
    public void WithoutPsramThereIsTheWindow()
    {
        PlanReport report = Report(NoPsram);
        Assert.IsTrue(report.Pass, string.Join(' ', report.Problems));
        Assert.IsFalse(report.Packed!.AtBoot.Fits);
        Assert.IsNull(report.Packed.AtBoot.EstimatedMs);
        StringAssert.Contains(report.Packed.AtBoot.Problem, "has no PSRAM");
        Assert.AreEqual("window", report.Weights);
        Assert.AreEqual(report.Packed.Window.EstimatedMs, report.EstimatedMs);
    }

    [TestMethod]
    public void FailsOnlyWhereNeitherFits()
    {
        Assert.IsTrue(Report(Octal with { SramBytes = 100_000 }).Pass);
        Assert.IsFalse(Report(Octal with { SramBytes = 100_000 }).Packed!.Window.Fits);
        PlanReport neither = Report(
            NoPsram with { SramBytes = 100_000 }, request => request with { PlansWindow = true });
        Assert.IsFalse(neither.Pass);
        StringAssert.Contains(neither.Problems.Single(), "112496 bytes of RAM exceed the 100000");
        PlanReport budget = Report(NoPsram, request => request with { Budget = 110_000, PlansWindow = true });
        StringAssert.Contains(budget.Problems.Single(), "budget of 110000");
        PlanReport small = Report(Octal with { PsramBytes = 1_000_000 });
        Assert.IsTrue(small.Pass);
        StringAssert.Contains(small.Packed!.AtBoot.Problem, "exceed the 1000000 bytes of PSRAM");
        PlanReport flash = Report(Octal with { FlashSlotBytes = 400_000 });
        StringAssert.Contains(flash.Problems.Single(), "flash slot");
    }

    /// <summary>
    /// A plan for speed needs more for its window than the smallest, which a plan for the window never exceeds.
    /// </summary>
    [TestMethod]
    public void AWindowCanBePlannedFor()
    {
        PlanReport fast = Report(Octal, request => request with { Budget = 104 << 10 });
        PlanReport window = Report(Octal, request => request with { PlansWindow = true });
        Assert.IsGreaterThan(112_496L, fast.Packed!.Window.InternalBytes);
        Assert.AreEqual(112_496L, window.Packed!.Window.InternalBytes);
        Assert.AreEqual(window.Packed.Window.EstimatedMs, window.EstimatedMs);
        IReadOnlyList<StageShape> v10 = PlannerTests.Published("v1.0");
        Assert.AreEqual(179_232L, WindowLayout.ArenaBytes(v10, Planner.PlanWindow(v10)));
        Assert.AreEqual(199_072L, WindowLayout.ArenaBytes(v10, Planner.Plan(v10)));
    }

    /// <summary>Bypasses: what is kept goes to PSRAM where there is some, or counts as arena.</summary>
    [TestMethod]
    public void BypassesLieInPsramOrInTheArena()
    {
        IReadOnlyList<StageShape> stages = StageShape.Cut(PublishedModels.WithBypasses(PublishedModels.V11()));
        PlanReport Of(Board board) => PlanReport.Of(ChosenPlan.For(
            new PlanRequest(stages, board, WeightsMemory.Window, null, 500_000)
            {
                Decode = Counts,
                PlansWindow = true,
            }));
        Assert.AreEqual(
            (112_496L, 387_200L), (Of(Octal).Packed!.Window.InternalBytes, Of(Octal).Packed!.Window.PsramBytes));
        Assert.AreEqual(112_496L + 387_200, Of(NoPsram).Packed!.Window.InternalBytes);
        Assert.AreEqual(1_247_504L + 387_200, Of(Octal).Packed!.AtBoot.PsramBytes);
    }

    /// <summary>
    /// Instructions that were counted under qemu (docs/packing.md), of blobs whose numbers these are.
    /// </summary>
    [TestMethod]
    [DataRow(1_248_544, 567_072, 392_428, 3_598_409, 99_151_646)]
    [DataRow(1_248_544, 567_072, 399_770, 4_109_798, 106_840_103)]
    [DataRow(1_248_544, 567_072, 488_592, 4_870_648, 119_791_591)]
    [DataRow(1_235_648, 554_688, 954_570, 4_837_503, 125_938_318)]
    [DataRow(1_235_648, 554_688, 1_190_383, 9_818_496, 204_423_822)]
    [DataRow(137_568, 102_240, 126_299, 966_272, 21_902_731)]
    public void InstructionsAreThoseCounted(int weights, int spatial, int nonZero, int decisions, int instructions)
    {
        DecodeCounts counts = new(weights, spatial, nonZero, decisions, 1);
        Assert.AreEqual(instructions, counts.Instructions, 0.003 * instructions);
    }

    /// <summary>Decisions are those that the coder makes.</summary>
    [TestMethod]
    public void DecisionsAreTheCoders()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            SqueezeNetModel model = RandomModels.Any(seed);
            byte[] raw = BlobWriter.Write(
                Quantizer.Quantize(model, RandomModels.Images(model, 2, seed)), new BlobMeta());
            Assert.IsNull(DecodeCounts.Of(Blob.Open(raw)));
            Blob blob = Blob.Open(BlobPacker.Pack(raw));
            DecodeCounts counts = DecodeCounts.Of(blob)!;
            CountingCoder coder = new();
            PackedWeights.Code(
                coder, (byte[])blob.Weights.Clone(), Enumerable.Range(0, blob.Stages).Select(blob.Stage).ToArray());
            Assert.AreEqual(coder.Decisions, counts.Decisions);
            StageShape[] stages = [.. StageShape.Of(blob)];
            Assert.AreEqual(stages.Sum(s => s.WeightBytes), counts.Weights);
            byte[] weights = new byte[BitConverter.ToInt32(raw, 100)];
            Array.Copy(raw, BitConverter.ToInt32(raw, 96), weights, 0, weights.Length);
            Assert.AreEqual(weights.Count(w => w != 0), counts.NonZero);
            long spatial = stages.Sum(s => (9L * s.InChannels * s.BChannels)
                + (s.IsImage && s.A.KernelHeight > 1 ? s.ATaps * (long)s.AChannels : 0));
            Assert.AreEqual(spatial, counts.Spatial);
            Assert.AreEqual(blob.Header.WeightsBytes, stages.Sum(s => s.DecodedBytes));
            Assert.AreEqual(blob.StoredWeightsBytes, counts.StreamBytes);
        }
    }

    private sealed class CountingCoder : BitCoder
    {
        public long Decisions { get; private set; }

        protected override int Code(uint one, int bit)
        {
            Decisions++;
            return bit;
        }
    }
}
