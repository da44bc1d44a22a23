using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The tool where there is no libsqnet, as on macOS.</summary>
[TestClass]
public sealed class NoNativeEngineTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void EveryEngineThatRanIsNamed()
    {
        Sqnet result = Without("verify", CardsBlob.Path);
        Assert.AreEqual(0, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, "the native engine is not installed here");
        StringAssert.Contains(result.Output, "2 golden vectors, vector engine");
        StringAssert.Contains(result.Output, "2 golden vectors, managed engine");
        Assert.IsFalse(result.Output.Contains("native engine", StringComparison.Ordinal));
        StringAssert.Contains(Sqnet.Succeed("verify", CardsBlob.Path).Output, "2 golden vectors, native engine");
    }

    [TestMethod]
    public void ScoresAreThoseOfTheNativeEngine()
    {
        string[] run = ["run", CardsBlob.Path, .. Images(), "--json"];
        Assert.AreEqual(Scores(Sqnet.Succeed([.. run, "--backend", "c"])), Scores(Without(run)));
    }

    [TestMethod]
    public void BuiltBlobIsTheSameBytes()
    {
        string[] build =
        [
            "build", Repository.Cards("cards.onnx"), "--calibration", Repository.Cards("calibration"), "--labels",
            Repository.Cards("labels.txt"),
        ];
        Assert.AreEqual(0, Without([.. build, "-o", folder.File("without.sqnt")]).ExitCode);
        CollectionAssert.AreEqual(File.ReadAllBytes(CardsBlob.Path), File.ReadAllBytes(folder.File("without.sqnt")));
    }

    [TestMethod]
    public void PlanIsWrittenAndModelEvaluated()
    {
        string planned = folder.File("planned.sqnt");
        Sqnet plan = Without("plan", CardsBlob.Path, "--ram", "128K", "-o", planned);
        Assert.AreEqual(0, plan.ExitCode, plan.Errors);
        Sqnet evaluated = Without("eval", planned, "--images", Repository.Cards("samples"), "--json");
        Assert.AreEqual(100.0, evaluated.Json.GetProperty("top1").GetDouble());
    }

    [TestMethod]
    public void BenchSaysWhatItMeasured()
    {
        JsonElement timing = Without("bench", CardsBlob.Path, "--runs", "2", "--threads", "2", "--json").Json;
        Assert.AreEqual("vector", timing.GetProperty("backend").GetString());
        Assert.AreEqual(2, timing.GetProperty("threads").GetInt32());
        timing = Without("bench", CardsBlob.Path, "--runs", "2", "--isa", "portable", "--json").Json;
        Assert.AreEqual("portable", timing.GetProperty("isa").GetString());
    }

    [TestMethod]
    [DataRow("run")]
    [DataRow("bench")]
    public void NativeEngineThatWasAskedForIsMissed(string command)
    {
        Sqnet result = Without([command, CardsBlob.Path, .. Images().Take(command == "run" ? 1 : 0), "--backend", "c"]);
        Assert.AreEqual(4, result.ExitCode);
        StringAssert.Contains(result.Errors, "SQNET_NATIVE=off");
        StringAssert.Contains(result.Errors, "--backend auto");
        Assert.IsFalse(result.Errors.Contains("firmware", StringComparison.Ordinal));
    }

    /// <summary>The engines take turns, and their scores are compared.</summary>
    [TestMethod]
    public void EnginesAreMeasuredTurnByTurn()
    {
        JsonElement timing = Sqnet.Succeed(
            "bench", CardsBlob.Path, "--runs", "3", "--backend", "vector", "--against", "c/portable", "--json").Json;
        JsonElement against = timing.GetProperty("against");
        Assert.AreEqual("c", against.GetProperty("backend").GetString());
        Assert.AreEqual("portable", against.GetProperty("isa").GetString());
        double ratio = timing.GetProperty("median_ms").GetDouble() / against.GetProperty("median_ms").GetDouble();
        Assert.AreEqual(ratio, timing.GetProperty("ratio").GetDouble(), 1e-3);
    }

    private static string[] Images()
    {
        return [.. Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(8)];
    }

    private static string Scores(Sqnet run)
    {
        return string.Join(
            '\n',
            from image in run.Json.EnumerateArray()
            from best in image.GetProperty("top").EnumerateArray()
            select $"{best.GetProperty("index")} {best.GetProperty("raw")}");
    }

    private static Sqnet Without(params string[] arguments)
    {
        return Sqnet.With(["SQNET_NATIVE=off"], arguments);
    }
}
