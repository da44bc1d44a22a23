using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>A node whose board measures itself before the first frame.</summary>
[TestClass]
public sealed class NodeBenchTests
{
    /// <summary>All that can be missing together with four runs that are whole.</summary>
    private static readonly string[] paths =
    [
        "cyclesInMicrosecond", "runs.flash.1.cold", "runs.flash.2.cold", "runs.psram.1.cold", "runs.psram.2.cold",
        "reads.internal", "reads.external", "reads.flash", "stacks.clr", "stacks.worker", "stacks.helper",
        "memory.internal", "memory.external", "memoryWithoutModel.internal", "memoryWithoutModel.external",
    ];

    private readonly FakeMeter meter = new();
    private readonly CountedSource copies = new();
    private Bench bench = Bench.OfCats(3);

    /// <summary>A board with PSRAM, two cores, and a model in flash has all of it.</summary>
    [TestMethod]
    public void EverythingIsMeasuredAndPublishedRetained()
    {
        JsonElement document = Run();

        Assert.AreEqual(240, document.GetProperty("cyclesInMicrosecond").GetInt32());
        Assert.AreEqual("cycles", document.GetProperty("unit").GetString());
        Assert.AreEqual("8x8", document.GetProperty("frame").GetString());
        CollectionAssert.AreEqual(
            new[] { "flash 1", "flash 2", "psram 1", "psram 2" }, Runs(document));
        foreach (JsonElement run in document.GetProperty("runs").EnumerateArray())
        {
            Assert.AreEqual(CatsAndDogs.Stages, run.GetProperty("cold").GetArrayLength());
            Assert.AreEqual(CatsAndDogs.Stages, run.GetProperty("warm").GetArrayLength());
        }

        JsonElement reads = document.GetProperty("reads");
        Assert.AreEqual(8_200_000, reads.GetProperty("flash").GetInt32());
        Assert.AreEqual(1002, document.GetProperty("stacks").GetProperty("helper").GetInt32());
        Assert.AreEqual(120_000, Of(document, "memory", "internal").GetProperty("largest").GetInt32());
        Assert.AreEqual(2 << 20, Of(document, "memoryWithoutModel", "external").GetProperty("least").GetInt32());
        Assert.AreEqual("{}", document.GetProperty("missing").ToString());
        Assert.AreEqual(1, copies.Opened);
        var message = bench.Messages.Messages.Single(m => m.Topic == "sqnet/door/bench");
        Assert.IsTrue(message.Retain);
        Assert.AreEqual(bench.Observer.Documents.Single().Replace("\n", string.Empty), message.Text);
    }

    /// <summary>Of runs in warm caches the least counts, stage by stage; the first one has cold ones.</summary>
    [TestMethod]
    public void WarmIsTheLeastOfThreeAndColdTheFirst()
    {
        JsonElement run = Run().GetProperty("runs")[0];

        int[] cold = [.. run.GetProperty("cold").EnumerateArray().Select(v => v.GetInt32())];
        int[] warm = [.. run.GetProperty("warm").EnumerateArray().Select(v => v.GetInt32())];
        for (int k = 0; k < cold.Length; k++)
        {
            // The fake meter is a cycle faster each time, and was asked for three whole runs in between.
            Assert.AreEqual(3 * cold.Length, cold[k] - warm[k]);
        }
    }

    [TestMethod]
    public void TheNodeGoesOnAfterwards()
    {
        Run();

        // The camera has given one frame to the measurement, and none after its last.
        CollectionAssert.AreEqual(new[] { 1, 2 }, bench.Sequence);
        Assert.AreEqual(4, bench.Camera.Captures);
    }

    [TestMethod]
    public void WithoutTheSettingNothingIsAsked()
    {
        bench.Run(bench.Make(parts => parts.Meter = meter));

        Assert.IsEmpty(meter.Asked);
        Assert.IsEmpty(bench.Observer.Documents);
    }

    [TestMethod]
    public void WithoutPsramTheModelEmptiesTheCacheAndThereIsNoCopy()
    {
        meter.External = 0;

        JsonElement document = Run();

        CollectionAssert.AreEqual(new[] { "flash 1", "flash 2" }, Runs(document));
        Assert.AreEqual(JsonValueKind.Array, document.GetProperty("runs")[0].GetProperty("cold").ValueKind);
        Assert.AreEqual("The board has no PSRAM.", Missing(document, "copy"));
        Assert.AreEqual(JsonValueKind.Null, document.GetProperty("reads").GetProperty("external").ValueKind);
        Assert.AreEqual("No such block.", Missing(document, "reads.external"));
        Assert.AreEqual(0, copies.Opened);
    }

    [TestMethod]
    public void ACopyThatIsTooLargeSaysSo()
    {
        meter.External = 100;

        JsonElement document = Run();

        StringAssert.EndsWith(Missing(document, "copy"), "the largest free block of PSRAM 100.");
        Assert.AreEqual(0, copies.Opened);
    }

    [TestMethod]
    public void OneCoreIsSaidToBeOne()
    {
        meter.MostCores = 1;

        JsonElement document = Run();

        CollectionAssert.AreEqual(new[] { "flash 1", "psram 1" }, Runs(document));
        StringAssert.StartsWith(Missing(document, "runs.flash.2"), "One core ran");
        StringAssert.StartsWith(Missing(document, "runs.psram.2"), "One core ran");
    }

    /// <summary>Whatever cannot be had is null with a reason, and the rest is there.</summary>
    [TestMethod]
    [DataRow("clock", "cyclesInMicrosecond")]
    [DataRow("limit 1", "runs.flash.1")]
    [DataRow("limit 2", "runs.psram.2")]
    [DataRow("ticks", "runs.flash.1")]
    [DataRow("count", "runs.flash.2")]
    [DataRow("read Internal", "reads.internal")]
    [DataRow("read model", "reads.flash")]
    [DataRow("stack Worker", "stacks.worker")]
    [DataRow("largest Internal", "memory.internal")]
    [DataRow("least External", "memoryWithoutModel.external")]
    public void AFigureThatFailsCostsItselfOnly(string broken, string path)
    {
        meter.Broken.Add(broken);

        JsonElement document = Run();

        Assert.AreEqual($"There is no {broken}.", Missing(document, path));
        Assert.AreEqual(2, bench.Sequence.Length);
        Assert.AreEqual(broken == "stack Worker", Of(document, "stacks", "worker").ValueKind == JsonValueKind.Null);
    }

    [TestMethod]
    public void WithoutAClockMicrosecondsAreCounted()
    {
        meter.Broken.Add("clock");

        JsonElement document = Run();

        Assert.AreEqual("microseconds", document.GetProperty("unit").GetString());
        Assert.IsFalse(meter.Asked.Contains("count"));
    }

    [TestMethod]
    public void WithoutAFrameThereAreNoRuns()
    {
        bench = new Bench(i =>
            i == 1 ? throw new CameraException(ErrorCode.Unsupported, "No cable.") : i == 2 ? CatsAndDogs.Cat : null);

        JsonElement document = Run();

        Assert.IsEmpty(Runs(document));
        Assert.AreEqual("No cable.", Missing(document, "runs"));
        CollectionAssert.AreEqual(new[] { 1 }, bench.Sequence);
    }

    [TestMethod]
    public void ACopyThatCannotBeOpenedIsMissing()
    {
        copies.Fault = "No memory.";

        Assert.AreEqual("No memory.", Missing(Run(), "copy"));
    }

    /// <summary>A file's model is in memory, and is not said to be in flash.</summary>
    [TestMethod]
    public void AModelInMemoryIsMeasuredThere()
    {
        JsonElement document = Run(parts => parts.ModelCopy = null);

        CollectionAssert.AreEqual(new[] { "psram 1", "psram 2" }, Runs(document));
        Assert.AreEqual(JsonValueKind.Null, document.GetProperty("reads").GetProperty("flash").ValueKind);
    }

    [TestMethod]
    public void AStopEndsTheMeasurement()
    {
        Node? node = null;
        meter.OnAsked = question =>
        {
            if (question == "ticks")
            {
                node!.RequestStop();
            }
        };
        bench.Settings.Bench = true;
        node = bench.Make(Measured);

        bench.Run(node);

        Assert.AreEqual(1, meter.Asked.Count(question => question == "ticks"));
        Assert.IsEmpty(bench.Observer.Documents);
        Assert.AreEqual(0, bench.Messages.Messages.Count(m => m.Topic.EndsWith("bench", StringComparison.Ordinal)));
    }

    /// <summary>A document that found no connection follows with the next one.</summary>
    [TestMethod]
    public void WhatFoundNoConnectionFollows()
    {
        meter.OnAsked = question =>
        {
            if (question == "clock")
            {
                bench.Messages.Lose();
            }
        };

        Run();

        Assert.HasCount(1, bench.Messages.Messages.Where(m => m.Topic == "sqnet/door/bench").ToList());
    }

    /// <summary>A broker's or a client's buffer must hold it, whatever is wrong.</summary>
    [TestMethod]
    public void TheDocumentIsBounded()
    {
        BenchReport report = new();
        string stages = "[" + string.Join(",", Enumerable.Repeat("2147483647", 32)) + "]";
        for (int i = 0; i < 4; i++)
        {
            report.AddRun($"{{\"weights\":\"flash\",\"cores\":1,\"cold\":{stages},\"warm\":{stages}}}");
        }

        foreach (string path in paths)
        {
            report.Miss(path, new string('x', 1000));
        }

        report.Add("rest", JsonText.Quoted(new string('x', 900)));
        Assert.IsLessThan(BenchReport.MostBytes, Encoding.UTF8.GetByteCount(report.Text("\n")));
    }

    /// <summary>On this computer nothing is counted, and nothing is made up.</summary>
    [TestMethod]
    public void ADesktopHasRunsAtMostAndReasons()
    {
        bench.Settings.Bench = true;
        bench.Run(bench.Make());

        JsonElement document = Bench.Parse(bench.Observer.Documents.Single());
        Assert.AreEqual(JsonValueKind.Null, document.GetProperty("cyclesInMicrosecond").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, Of(document, "memory", "internal").ValueKind);
        Assert.IsGreaterThan(5, document.GetProperty("missing").EnumerateObject().Count());
        Assert.IsTrue(document.GetProperty("missing").EnumerateObject().All(m => m.Value.GetString()!.Length > 10));
    }

    private JsonElement Run(Action<NodeParts>? change = null)
    {
        bench.Settings.Bench = true;
        bench.Run(bench.Make(parts =>
        {
            Measured(parts);
            change?.Invoke(parts);
        }));
        return Bench.Parse(bench.Observer.Documents.Single());
    }

    private void Measured(NodeParts parts)
    {
        parts.Meter = meter;
        parts.ModelCopy = copies;
    }

    private static string[] Runs(JsonElement document)
    {
        return [.. document.GetProperty("runs").EnumerateArray()
            .Select(run => $"{run.GetProperty("weights").GetString()} {run.GetProperty("cores").GetInt32()}")];
    }

    private static string Missing(JsonElement document, string path)
    {
        return document.GetProperty("missing").GetProperty(path).GetString()!;
    }

    private static JsonElement Of(JsonElement document, string parent, string name)
    {
        return document.GetProperty(parent).GetProperty(name);
    }

    private sealed class CountedSource : IModelSource
    {
        public int Opened { get; private set; }

        public string Fault { get; set; } = string.Empty;

        public Network Open(DecodingProgress progress)
        {
            Opened++;
            return Fault.Length > 0 ? throw new ModelException(ErrorCode.Memory, Fault) : CatsAndDogs.Open();
        }
    }
}
