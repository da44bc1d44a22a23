using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Shared;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Model against what a board has measured, here one that takes a tenth longer than the model says.</summary>
[TestClass]
public sealed class CalibrateTests
{
    private const string Name = "xiao-esp32s3-sense";
    private const double Slower = 1.1;

    [TestMethod]
    public void AProfileIsFittedThatPlanTakes()
    {
        using TemporaryFolder folder = new();
        string bench = Path.Combine(folder.Path, "bench.json");
        string board = Path.Combine(folder.Path, "mine.json");
        File.WriteAllText(bench, Document(Slower));
        double before = Milliseconds(Name);

        JsonElement result = InProcess
            .Succeed("plan", CardsBlob.Path, "--board", Name, "--calibrate", bench, "-o", board, "--json").Json;

        foreach (JsonElement row in result.GetProperty("stages").EnumerateArray())
        {
            Assert.AreEqual(Slower, row.GetProperty("ratio").GetDouble(), 0.01);

            // The tenth is in calls and reads, too, which no kernel's rate explains stage by stage.
            Assert.AreEqual(
                row.GetProperty("measured_ms").GetDouble(),
                row.GetProperty("fitted_ms").GetDouble(),
                0.09 * row.GetProperty("measured_ms").GetDouble());
        }

        Assert.AreEqual("mine", result.GetProperty("profile").GetProperty("name").GetString());
        Assert.AreEqual(Slower * before, Milliseconds(board), 0.03 * before);
        string printed = InProcess
            .Succeed("plan", CardsBlob.Path, "--board", Name, "--calibrate", bench).Output;
        StringAssert.Contains(printed, "whole network");
        StringAssert.Contains(printed, "reads.external was not measured");
    }

    [TestMethod]
    public void WhatCannotBeFittedIsSaid()
    {
        using TemporaryFolder folder = new();
        string bench = Path.Combine(folder.Path, "bench.json");
        InProcess.Fail(3, "no such file", "plan", CardsBlob.Path, "--calibrate", bench);
        File.WriteAllText(bench, "{\n\"version\":1,\n}");
        InProcess.Fail(3, "not JSON, line 3, column 1", "plan", CardsBlob.Path, "--calibrate", bench);
        File.WriteAllText(bench, Document(1).Replace(Crc(), "0badcafe", StringComparison.Ordinal));
        InProcess.Fail(3, "0badcafe", "plan", CardsBlob.Path, "--calibrate", bench);
        File.WriteAllText(bench, Document(1));
        InProcess.Fail(2, "leave out --ram", "plan", CardsBlob.Path, "--calibrate", bench, "--ram", "64K");
        InProcess.Fail(2, "is a model", "plan", Repository.Cards("cards.onnx"), "--calibrate", bench);
    }

    private static string Document(double times)
    {
        JsonElement plan = InProcess.Succeed("plan", CardsBlob.Path, "--board", Name, "--json").Json;
        string cycles = string.Join(",", plan.GetProperty("stages").EnumerateArray().Select(stage =>
            Math.Round(stage.GetProperty("estimated_ms").GetDouble() * 240e3 * times)
                .ToString(CultureInfo.InvariantCulture)));
        return $$"""
            {"version":1,"model":"cards","crc":"{{Crc()}}","firmware":"0.1.0","cyclesInMicrosecond":240,
            "reads":{"kilobytes":1024,"internal":330000,"external":null,"flash":7956000},
            "runs":[{"weights":"flash","cores":1,"cold":[{{cycles}}],"warm":[{{cycles}}]},
            {"weights":"flash","cores":2,"cold":null,"warm":[1]}],
            "missing":{"copy":"The board has no PSRAM."} }
            """;
    }

    private static double Milliseconds(string board)
    {
        return InProcess.Succeed("plan", CardsBlob.Path, "--board", board, "--json").Json
            .GetProperty("estimated_ms").GetDouble();
    }

    private static string Crc()
    {
        using Network network = Network.Open(File.ReadAllBytes(CardsBlob.Path), Backend.Automatic);
        return network.Crc.ToString("x8", CultureInfo.InvariantCulture);
    }
}
