using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Tests.Host.Models;
using SqueezeNet.Embedded.Tests.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Reporting;

[TestClass]
public sealed class PlanReportTests
{
    private const int BlobBytes = 1_250_000;

    private static readonly IReadOnlyList<StageShape> v11 = PlannerTests.Published("v1.1");

    [TestMethod]
    public void PassesOnEveryBoardUnderItsLimit()
    {
        foreach (string name in Boards.Names)
        {
            PlanReport report = Report(Boards.Load(name), 104 << 10);
            Assert.IsTrue(report.Pass, $"{name}: {string.Join(' ', report.Problems)}");
            Assert.AreEqual(name, report.Board);
            Assert.IsLessThanOrEqualTo(104 << 10, report.PeakArenaBytes);
            Assert.HasCount(v11.Count, report.Stages);
            Assert.AreEqual(report.PeakArenaBytes, report.Stages.Max(s => s.RamBytes));
            Assert.AreEqual(report.WeightBytesRead, report.Stages.Sum(s => s.WeightBytesRead));
            Assert.AreEqual(report.EstimatedMs, report.Stages.Sum(s => s.EstimatedMs), 0.01);
            Assert.AreEqual(349_151_936L, report.Macs);
        }
    }

    [TestMethod]
    public void TooSmallBudgetNamesTheSmallest()
    {
        PlanReport report = Report(Boards.Default, 40_000);
        Assert.IsFalse(report.Pass);
        StringAssert.Contains(report.Problems.Single(), "smallest budget that does is 61936");
        Assert.AreEqual(61_936, report.SmallestArenaBytes);
        Assert.IsTrue(Report(Boards.Default, report.SmallestArenaBytes).Pass);
        Assert.IsFalse(Report(Boards.Default, report.SmallestArenaBytes - 1).Pass);
    }

    [TestMethod]
    public void SaysWhatTheBoardLacks()
    {
        Board board = Boards.Load("esp32-s3-quad-psram");
        CheckProblem("exceeds the 50000 bytes of SRAM", Report(board with { SramBytes = 50_000 }, null));
        CheckProblem("Plan again with --ram 70000", Report(board with { SramBytes = 70_000 }, 104 << 10));
        CheckProblem("flash slot of 1000000", Report(board with { FlashSlotBytes = 1_000_000 }, null));
        PlanRequest psram = new(v11, board with { PsramBytes = 1_000_000 }, WeightsMemory.Psram, null, BlobBytes);
        CheckProblem("--weights flash", PlanReport.Of(ChosenPlan.For(psram)));
    }

    /// <summary>The model that was flashed and did not fit: what is left of it must be said, with a remedy.</summary>
    [TestMethod]
    public void ABlobLargerThanTheSlotFailsWithTheRemedy()
    {
        PlanReport Of(string board, int bytes, bool isPacked) => PlanReport.Of(ChosenPlan.For(
            new PlanRequest(v11, Boards.Load(board), WeightsMemory.Flash, null, bytes) { IsPacked = isPacked }));
        PlanReport raw = Of("xiao-esp32s3-sense", 1_350_368, false);
        CheckProblem("1350368 bytes exceeds the flash slot of 1310720 bytes that xiao-esp32s3-sense has", raw);
        CheckProblem("--packed", raw);
        Assert.AreEqual(1_310_720, raw.FlashSlotBytes);
        CheckProblem("--target-size 1310720", Of("xiao-esp32s3-sense", 1_350_368, true));
        Assert.IsTrue(Of("xiao-esp32s3-sense", 1_310_720, false).Pass);
        Assert.IsTrue(Of("esp32-s3-octal-psram", 1_350_368, false).Pass);
    }

    [TestMethod]
    public void WeightsAndArenaInPsramShareIt()
    {
        Board board = Boards.Load("xiao-esp32s3-sense") with { PsramModelBytes = 1_290_000 };
        PlanRequest request = new(v11, board, WeightsMemory.Psram, null, BlobBytes);
        Assert.IsTrue(PlanReport.Of(ChosenPlan.For(request)).Pass);
        CheckProblem(
            "and the arena of 61936 bytes exceed the 1290000",
            PlanReport.Of(ChosenPlan.For(request with { Arena = ArenaMemory.External })));
    }

    [TestMethod]
    public void WithoutBudgetTheArenaIsTheSmallest()
    {
        Assert.AreEqual(61_936, Report(Boards.Default, null).PeakArenaBytes);
    }

    /// <summary>A plan that is given is judged, not replaced.</summary>
    [TestMethod]
    public void GivenPlanIsJudged()
    {
        ArenaPlan plan = new Planner(v11, new RandomCosts(1)).Plan(150_000)!;
        ChosenPlan chosen = ChosenPlan.For(new PlanRequest(v11, Boards.Default, WeightsMemory.Flash, null, 0), plan);
        PlanReport report = PlanReport.Of(chosen);
        Assert.AreEqual(plan, chosen.Plan);
        CollectionAssert.AreEqual(
            plan.Stages.Select(s => s.Band).ToArray(), report.Stages.Select(s => s.Band).ToArray());
        Assert.AreEqual(plan.ArenaBytes, report.PeakArenaBytes);
    }

    [TestMethod]
    public void NamesPlacements()
    {
        string[] known = ["new", "in place", "below", "above"];
        PlanReport report = Report(Boards.Default, 104 << 10);
        Assert.AreEqual("new", report.Stages[0].Placement);
        Assert.IsTrue(report.Stages.Skip(1).Any(s => s.Placement == "in place"));
        Assert.IsTrue(report.Stages.All(s => known.Contains(s.Placement)));
    }

    /// <summary>An arena that is too large for the SRAM fits the PSRAM, and only there.</summary>
    [TestMethod]
    public void ArenaInPsramIsJudgedByThePsram()
    {
        Board board = Boards.Default with { SramBytes = 50_000 };
        PlanRequest request = new(v11, board, WeightsMemory.Flash, null, BlobBytes);
        ChosenPlan chosen = ChosenPlan.For(request);
        CheckProblem("--arena psram", PlanReport.Of(chosen));
        Assert.AreEqual(ArenaMemory.Internal, chosen.Plan.Memory);
        chosen = ChosenPlan.For(request with { Arena = ArenaMemory.External });
        PlanReport report = PlanReport.Of(chosen);
        Assert.IsTrue(report.Pass);
        Assert.AreEqual(
            ("psram", board.ModelPsramBytes, ArenaMemory.External),
            (report.Arena, report.BudgetBytes, chosen.Plan.Memory));
        request = request with { Arena = ArenaMemory.External, Board = board with { PsramBytes = 50_000 } };
        CheckProblem("bytes of PSRAM", PlanReport.Of(ChosenPlan.For(request)));
    }

    /// <summary>
    /// 387,200 bytes of v1.1 with bypasses fit no SRAM: they go to PSRAM and cost its bandwidth, twice.
    /// </summary>
    [TestMethod]
    public void BypassesLieInPsramWhereSramHasNoRoom()
    {
        StageShape[] stages = [.. StageShape.Cut(PublishedModels.WithBypasses(PublishedModels.V11()))];
        PlanReport Report(Board board, int? budget) =>
            PlanReport.Of(ChosenPlan.For(new PlanRequest(stages, board, WeightsMemory.Flash, budget, BlobBytes)));
        PlanReport report = Report(Boards.Default, 104 << 10);
        Assert.IsTrue(report.Pass, string.Join(' ', report.Problems));
        Assert.AreEqual("psram", report.SkipMemory);
        Assert.AreEqual(387_200, report.SkipBytes);
        Assert.AreEqual(61_936, report.SmallestArenaBytes);
        PlanReport plain = PlanReportTests.Report(Boards.Default, 104 << 10);
        Assert.AreEqual(plain.PeakArenaBytes, report.PeakArenaBytes);
        long moved = 2 * ((55 * 55 * 128L) + (27 * 27 * 256) + (13 * 13 * 384) + (13 * 13 * 512));
        Assert.AreEqual(moved, report.Stages.Sum(s => s.SkipBytes));
        double slower = report.EstimatedMs - plain.EstimatedMs;
        Assert.IsGreaterThan(moved / 58e3, slower);
        Assert.IsLessThan((moved / 58e3) + 4, slower);

        Board large = Boards.Default with { SramBytes = 600_000 };
        PlanReport inside = Report(large, null);
        Assert.AreEqual("sram", inside.SkipMemory);
        Assert.AreEqual(61_936 + 387_200, inside.PeakArenaBytes);
        Assert.IsLessThan(report.EstimatedMs, Report(large, 600_000).EstimatedMs);
        Assert.AreEqual("psram", Report(large, 104 << 10).SkipMemory);
        Assert.AreEqual("psram", Report(Boards.Default, int.MaxValue).SkipMemory);

        CheckProblem("exceeds the 131072 bytes of SRAM", Report(Boards.Load("esp32-s3-no-psram"), null));
        CheckProblem("The bypasses need 387200 bytes", Report(Boards.Default with { PsramBytes = 100_000 }, null));
        Assert.IsNull(plain.SkipMemory);
    }

    /// <summary>The figures of docs/planning.md.</summary>
    [TestMethod]
    [DataRow("v1.1", 104)]
    [DataRow("v1.0", 176)]
    public void WhatBypassesCost(string version, int kilobytes)
    {
        SqueezeNetModel model = version == "v1.1" ? PublishedModels.V11() : PublishedModels.V10();
        PlanReport[] reports = new[] { model, PublishedModels.WithBypasses(model) }
            .Select(m => new PlanRequest(
                StageShape.Cut(m), Boards.Default, WeightsMemory.Flash, kilobytes << 10, BlobBytes))
            .Select(request => PlanReport.Of(ChosenPlan.For(request)))
            .ToArray();
        // Computing the added tensors again instead: the expand convolutions of the module before each bypass.
        long again = Enumerable.Range(0, model.Fires.Count).Where(k => k % 2 == 1).Sum(k =>
        {
            StageShape before = StageShape.Cut(model)[k];
            return before.Macs - ((long)before.OutHeight * before.OutWidth * before.MidChannels * before.OutChannels);
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{version}, {kilobytes}K: {reports[0].EstimatedMs:F1} ms, with bypasses {reports[1].EstimatedMs:F1} ms, "
            + $"arena {reports[1].PeakArenaBytes}, skip memory {reports[1].SkipBytes}, "
            + $"moved {reports[1].Stages.Sum(s => s.SkipBytes)}; again {again} MACs"));
        Assert.AreEqual(reports[0].PeakArenaBytes, reports[1].PeakArenaBytes);
        Assert.IsLessThan(again / 14.0 / 240e3, reports[1].EstimatedMs - reports[0].EstimatedMs);
    }

    private static PlanReport Report(Board board, int? budget)
    {
        return PlanReport.Of(ChosenPlan.For(new PlanRequest(v11, board, WeightsMemory.Flash, budget, BlobBytes)));
    }

    private static void CheckProblem(string text, PlanReport report)
    {
        Assert.IsFalse(report.Pass);
        StringAssert.Contains(string.Join('\n', report.Problems), text);
    }
}
