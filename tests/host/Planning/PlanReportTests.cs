using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

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
        CheckProblem("--weights flash", PlanReport.Of(psram, null, out _));
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
        PlanReport report = PlanReport.Of(new PlanRequest(v11, Boards.Default, WeightsMemory.Flash, null, 0), plan, out ArenaPlan used);
        Assert.AreEqual(plan, used);
        CollectionAssert.AreEqual(plan.Stages.Select(s => s.Band).ToArray(), report.Stages.Select(s => s.Band).ToArray());
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
        CheckProblem("--arena psram", PlanReport.Of(request, null, out ArenaPlan used));
        Assert.AreEqual(ArenaMemory.Internal, used.Memory);
        PlanReport report = PlanReport.Of(request with { Arena = ArenaMemory.External }, null, out used);
        Assert.IsTrue(report.Pass);
        Assert.AreEqual(("psram", board.PsramBytes, ArenaMemory.External), (report.Arena, report.BudgetBytes, used.Memory));
        request = request with { Arena = ArenaMemory.External, Board = board with { PsramBytes = 50_000 } };
        CheckProblem("bytes of PSRAM", PlanReport.Of(request, null, out _));
    }

    private static PlanReport Report(Board board, int? budget)
    {
        return PlanReport.Of(new PlanRequest(v11, board, WeightsMemory.Flash, budget, BlobBytes), null, out _);
    }

    private static void CheckProblem(string text, PlanReport report)
    {
        Assert.IsFalse(report.Pass);
        StringAssert.Contains(string.Join('\n', report.Problems), text);
    }
}
