using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>Profiles from what boards measure, here boards that are as a profile says.</summary>
[TestClass]
public sealed class CalibrationTests
{
    private static readonly Board given = Boards.Default;

    [TestMethod]
    [DataRow("v1.1")]
    [DataRow("v1.0")]
    public void AProfileComesBackFromItsOwnDocument(string version)
    {
        ChosenPlan chosen = Chosen(version, given);

        Calibration calibration = Fit(chosen, given, () => 1);

        foreach ((double before, double after) in Rates(given).Zip(Rates(calibration.Board)))
        {
            Assert.AreEqual(before, after, before * 1e-4);
        }

        Assert.IsTrue(calibration.Rows.All(row => Math.Abs(row.Ratio - 1) < 1e-4));
        Assert.HasCount(2 * chosen.Request.Stages.Count, calibration.Rows);
        Assert.IsEmpty(calibration.Notes);
    }

    /// <summary>
    /// Stages come back within twice the noise, and so do the rates that they depend on. In stages of the published
    /// networks conv1x1 goes with conv3x3 and has the smaller part: it is known less well.
    /// </summary>
    [TestMethod]
    public void AProfileComesBackWithinTheNoise()
    {
        const double Most = 0.01;
        double[] times = [0, 1.1, 1.1, 3, 14, 5, 7];
        ChosenPlan chosen = Chosen("v1.1", given);
        Prop.ForAll<int>(seed =>
        {
            Random random = new(seed);
            Calibration calibration =
                Fit(chosen, given, () => 1 + (Most * ((2 * random.NextDouble()) - 1)));
            return Rates(given).Zip(Rates(calibration.Board), times)
                .All(rate => Math.Abs((rate.Second / rate.First) - 1) <= rate.Third * Most)
                && calibration.Rows.All(row => Math.Abs((row.FittedMs / row.ModelledMs) - 1) < 2 * Most);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>
    /// The board is not as the profile that the fit begins with: memories and kernels differ by up to a quarter.
    /// </summary>
    [TestMethod]
    public void AnotherBoardIsFound()
    {
        const double Most = 0.01;
        ChosenPlan chosen = Chosen("v1.1", given);
        Prop.ForAll<int>(seed =>
        {
            Random random = new(seed);
            Board truth = Other(random);
            Calibration calibration = Fit(chosen, truth, () => 1 + (Most * ((2 * random.NextDouble()) - 1)));
            Board found = calibration.Board;
            double fitted = calibration.Rows.Sum(row => row.FittedMs);
            double measured = calibration.Rows.Sum(row => row.MeasuredMs);
            return Math.Abs((found.FlashMbPerS / truth.FlashMbPerS) - 1) < 2 * Most
                && Math.Abs((found.PsramMbPerS / truth.PsramMbPerS) - 1) < 2 * Most
                && found.CpuMhz == truth.CpuMhz
                && calibration.Rows.All(row => Math.Abs((row.FittedMs / row.MeasuredMs) - 1) < 3 * Most)
                && Math.Abs((fitted / measured) - 1) < 2 * Most;
        }).QuickCheckThrowOnFailure();
    }

    [TestMethod]
    public void TheProfileIsAFileThatSaysWhereItsNumbersComeFrom()
    {
        Board fitted = Fit(Chosen("v1.1", given), given with { FlashMbPerS = 20 }, () => 1).Board;

        Board read = Board.Parse(fitted.ToJson());

        Assert.AreEqual("mine", read.Name);
        Assert.AreEqual(20, read.FlashMbPerS, 0.01);
        Assert.AreEqual(given.SramBytes, read.SramBytes);
        foreach (string key in new[] { "cpu_mhz", "flash_mb_per_s", "psram_mb_per_s", "kernels" })
        {
            StringAssert.StartsWith(read.Source[key], "Fitted to bench of made (dfe9bab0), firmware 0.1.0.");
        }

        Assert.AreEqual(given.Source["sram_bytes"], read.Source["sram_bytes"]);
    }

    [TestMethod]
    public void WithoutPsramItStaysWithFlash()
    {
        Board none = Boards.Load("esp32-s3-no-psram");

        Calibration calibration = Fit(Chosen("v1.1", none), none with { FlashMbPerS = 25 }, () => 1);

        Assert.AreEqual(25, calibration.Board.FlashMbPerS, 0.01);
        Assert.IsTrue(calibration.Rows.All(row => row.Weights == "flash"));
        Assert.IsEmpty(calibration.Notes);
    }

    [TestMethod]
    public void AReadThatIsMissingLeavesTheRateAndSaysSo()
    {
        ChosenPlan chosen = Chosen("v1.1", given);
        string text = BenchTexts.Of(chosen, given, () => 1)
            .Replace("\"internal\":330000", "\"internal\":null", StringComparison.Ordinal)
            .Replace("\"missing\":{}", "\"missing\":{\"reads.internal\":\"No block.\"}", StringComparison.Ordinal);

        Calibration calibration = Fit(chosen, text);

        Assert.AreEqual(given.FlashMbPerS, calibration.Board.FlashMbPerS);
        Assert.HasCount(2, calibration.Notes);
        StringAssert.EndsWith(calibration.Notes[0], "No block.");
        Assert.AreEqual(given.Source["flash_mb_per_s"], calibration.Board.Source["flash_mb_per_s"]);
    }

    [TestMethod]
    [DataRow("\"crc\":\"dfe9bab0\"", "\"crc\":\"0badcafe\"", "give the blob that was on the board")]
    [DataRow("\"cyclesInMicrosecond\":240", "\"cyclesInMicrosecond\":null", "a desktop's clock is no board's")]
    [DataRow("\"version\":1", "\"version\":2", "this program reads 1")]
    [DataRow("\"reads\"", "\"red\"", "\"reads\" is missing")]
    [DataRow("\"model\":\"made\"", "\"model\":7", "\"model\" is Number, and must be String")]
    [DataRow("\"cores\":1", "\"cores\":2", "no run on one core")]
    [DataRow("\"cold\":[", "\"cold\":[-5,", "whole numbers from 0")]
    [DataRow("\"cold\":[", "\"cold\":[5,", "has not 9 stages")]
    [DataRow("\"cold\":[", "\"cold\":5,\"more\":[", "\"cold\" is Number, and must be Array")]
    [DataRow("\"internal\":330000", "\"internal\":99000000", "it cannot be as fast")]
    [DataRow("\"missing\":{}", "\"missing\":{},", "not JSON, line 7, column 15")]
    public void WhatIsWrongIsSaid(string right, string wrong, string message)
    {
        ChosenPlan chosen = Chosen("v1.1", given);
        string text = BenchTexts.Of(chosen, given, () => 1);
        StringAssert.Contains(text, right);

        PlanningException e = Assert.ThrowsExactly<PlanningException>(
            () => Fit(chosen, text.Replace(right, wrong, StringComparison.Ordinal)));

        StringAssert.Contains(e.Message, message);
    }

    /// <summary>Portable kernels on an S3 are some forty times slower: that is no rate of the vector unit.</summary>
    [TestMethod]
    public void ImpossibleRatesAreRefused()
    {
        ChosenPlan chosen = Chosen("v1.1", given);
        string text = BenchTexts.Of(chosen, WithRates(given, 0.02, 0.02, 0.02, 0.02), () => 1);

        PlanningException e = Assert.ThrowsExactly<PlanningException>(() => Fit(chosen, text));

        StringAssert.Contains(e.Message, "the kernels of the ESP32-S3?");
    }

    [TestMethod]
    public void ARunInPsramOfABoardWithoutIsAWrongBoard()
    {
        string text = BenchTexts.Of(Chosen("v1.1", given), given, () => 1);
        Board none = Boards.Load("esp32-s3-no-psram");

        PlanningException e = Assert.ThrowsExactly<PlanningException>(() => Fit(Chosen("v1.1", none), text));

        StringAssert.Contains(e.Message, "is --board the right one?");
    }

    private static Calibration Fit(ChosenPlan chosen, Board truth, Func<double> noise)
    {
        return Fit(chosen, BenchTexts.Of(chosen, truth, noise));
    }

    private static Calibration Fit(ChosenPlan chosen, string text)
    {
        return Calibration.Fit(chosen, BenchTexts.Crc, BenchDocument.Parse(text), "mine");
    }

    private static ChosenPlan Chosen(string version, Board board)
    {
        return ChosenPlan.For(
            new PlanRequest(PlannerTests.Published(version), board, WeightsMemory.Flash, null, 1_300_000));
    }

    private static Board Other(Random random)
    {
        double Times() => 0.75 + (0.5 * random.NextDouble());
        Board other = given with
        {
            CpuMhz = random.Next(2) == 0 ? 240 : 160,
            FlashMbPerS = given.FlashMbPerS * Times(),
            PsramMbPerS = given.PsramMbPerS * Times(),
        };
        return WithRates(other, Times(), Times(), Times(), Times());
    }

    private static Board WithRates(Board board, double conv1, double conv1x1, double conv3x3, double head)
    {
        KernelRate Faster(KernelRate rate, double times) => rate with { MacsPerCycle = rate.MacsPerCycle * times };
        return board with
        {
            Kernels = new BoardKernels
            {
                Conv1 = Faster(board.Kernels.Conv1, conv1),
                Conv1x1 = Faster(board.Kernels.Conv1x1, conv1x1),
                Conv3x3 = Faster(board.Kernels.Conv3x3, conv3x3),
                Head = Faster(board.Kernels.Head, head),
            },
        };
    }

    private static IEnumerable<double> Rates(Board board)
    {
        BoardKernels kernels = board.Kernels;
        return
        [
            board.CpuMhz, board.FlashMbPerS, board.PsramMbPerS, kernels.Conv1.MacsPerCycle,
            kernels.Conv1x1.MacsPerCycle, kernels.Conv3x3.MacsPerCycle, kernels.Head.MacsPerCycle,
        ];
    }
}
