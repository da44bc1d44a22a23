using System;
using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What is said of progress, on a clock that goes as told.</summary>
[TestClass]
public sealed class CommandProgressTests
{
    private readonly Clock clock = new();

    [TestMethod]
    public void EvenWorkIsForetold()
    {
        CommandProgress progress = new("build", clock);
        Assert.AreEqual("build: 0 % (starting)", progress.Line());
        progress.Report(0, "reading");
        progress.Report(0.25, "rounding");
        clock.Seconds = 1;
        Assert.AreEqual("build: 25 % (rounding)", progress.Line(), "too early to tell");
        clock.Seconds = 10;
        Assert.AreEqual("build: 25 % (rounding, 30 s left)", progress.Line());
        clock.Seconds = 20;
        progress.Report(0.5, "rounding");
        Assert.AreEqual("build: 50 % (rounding, 20 s left)", progress.Line());
        clock.Seconds = 40;
        progress.Report(1, "writing");
        Assert.AreEqual("build: 99 % (writing, 0 s left)", progress.Line(), "100 % is the end");
    }

    [TestMethod]
    public void WhatIsFinishedNeverGoesBack()
    {
        CommandProgress progress = new("eval", clock);
        progress.Report(0.5, "image 2");
        progress.Report(0.25, "image 1");
        Assert.AreEqual(0.5, progress.Share);
        progress.Report(double.MaxValue, "image 3");
        Assert.AreEqual(1, progress.Share);
    }

    /// <summary>Steps that are a little longer than they should be do not make the time left jump.</summary>
    [TestMethod]
    public void UnevenWorkDoesNotMakeTheTimeLeftGrow()
    {
        CommandProgress progress = new("build", clock);
        progress.Report(0, "a");
        double last = double.MaxValue;
        for (int second = 1; second <= 100; second++)
        {
            // Ten steps that are quick at first and slow at the end of each.
            clock.Seconds = second;
            progress.Report(second / 10 / 10.0, "a");
            if (Left(progress) is double left)
            {
                Assert.IsLessThanOrEqualTo(last, left, $"after {second} s");
                last = left;
            }
        }

        Assert.AreEqual(0, last);
    }

    [TestMethod]
    public void WorkThatTurnsOutToBeFarLongerIsAdmitted()
    {
        CommandProgress progress = new("build", clock);
        progress.Report(0, "quick");
        clock.Seconds = 10;
        progress.Report(0.5, "quick");
        Assert.AreEqual(10, Left(progress));
        clock.Seconds = 14;
        Assert.AreEqual(6, Left(progress), "time goes on without a report");
        clock.Seconds = 29;
        Assert.AreEqual(3, Left(progress), "but not to the end");
        clock.Seconds = 30;
        progress.Report(0.51, "slow");
        Assert.IsGreaterThan(25, Left(progress)!.Value);
    }

    /// <summary>The half that an earlier call has left tells nothing of the speed.</summary>
    [TestMethod]
    public void ADownloadThatGoesOnIsForetoldByWhatArrivesNow()
    {
        CommandProgress progress = new("pull", clock);
        progress.Report(0.5, "2.5 of 5.0 MB");
        clock.Seconds = 10;
        progress.Report(0.6, "3.0 of 5.0 MB");
        Assert.AreEqual("pull: 60 % (3.0 of 5.0 MB, 40 s left)", progress.Line());
    }

    [TestMethod]
    [DataRow(0.2, "1 s")]
    [DataRow(59, "59 s")]
    [DataRow(99.5, "2 min")]
    [DataRow(200, "3 min")]
    [DataRow(4000, "1 h 7 min")]
    public void TimesAreShort(double seconds, string expected)
    {
        Assert.AreEqual(expected, CommandProgress.Duration(seconds));
    }

    private static double? Left(CommandProgress progress)
    {
        string[] words = progress.Line().Split(", ");
        string[] parts = words.Length < 2 ? [] : words[1].Split(' ');
        return parts.Length == 0
            ? null
            : double.Parse(parts[0], CultureInfo.InvariantCulture) * (parts[1] == "min" ? 60 : 1);
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(1000 * Seconds);
    }
}
