using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Commands;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What comes of a training: shown first, then written, or not written at all.</summary>
[TestClass]
public sealed class TrainOutputTests
{
    private static readonly TemporaryFolder shared = new();
    private static readonly Lazy<TrainingResult> madeUp = new(() => MadeUpTraining.Of(shared));

    private readonly TemporaryFolder folder = new();

    [ClassCleanup]
    public static void RemoveShared()
    {
        shared.Dispose();
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void AllIsShownThenWritten()
    {
        Sqnet end = Finish(madeUp.Value, Options());
        Assert.AreEqual(0, end.ExitCode, end.Errors);
        string[] expected =
        [
            "1 x [ace]", "8 photos of 2 classes, in 8 groups", "75.0 %", "87.5 %", "fp32, the first fold",
            "int8, the same photos",
            "accuracy by photos a class, a head on averaged features: 2 62.5 %, all 87.5 %",
            "minProbability 0.62: keeps 100 % of what is right, refuses 0 % of the mistakes",
            "temperature 1.50", "96x96", "taken", "in the wrong folder?", "to do  nothing has 4 photos",
            "int8: the trainer's class for 8 of 8 photos", "bytes of RAM, about",
        ];
        foreach (string text in expected)
        {
            StringAssert.Contains(end.Output, text);
        }

        Assert.IsLessThan(end.Output.IndexOf("written: "), end.Output.IndexOf("bytes of RAM, about"));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, File.ReadAllBytes(folder.File("x.onnx")));
        CollectionAssert.AreEqual(madeUp.Value.Built!.Blob, File.ReadAllBytes(folder.File("x.sqnt")));
        StringAssert.Contains(File.ReadAllText(folder.File("x.html")), "sqnet train");
        Assert.AreEqual("{\n  \"minProbability\": 0.62\n}\n", File.ReadAllText(folder.File("node.json")));
        using JsonDocument review = JsonDocument.Parse(File.ReadAllText(folder.File("x-review.json")));
        Assert.AreEqual("nothing/0.jpg", review.RootElement[0].GetProperty("file").GetString());
        StringAssert.Contains(end.Errors, "made up");
    }

    [TestMethod]
    public void JsonIsOneDocumentWithStableNames()
    {
        JsonElement json = Finish(madeUp.Value, Options() with { Json = true }).Json;
        string[] names =
        [
            "onnx", "blob", "report", "review", "node", "problem", "model", "photos", "held_out", "classes",
            "confusion", "mistakes", "suspicious", "learning_curve", "calibration", "threshold", "int8", "fits",
            "parity", "bytes", "plan", "advice", "notes", "seconds",
        ];
        CollectionAssert.AreEqual(names, json.EnumerateObject().Select(property => property.Name).ToArray());
        Assert.AreEqual(87.5, json.GetProperty("held_out").GetProperty("top1").GetDouble());
        Assert.AreEqual(0.62, json.GetProperty("threshold").GetProperty("min_probability").GetDouble());
        Assert.AreEqual(87.5, json.GetProperty("int8").GetProperty("fp32_top1").GetDouble());
        Assert.IsTrue(json.GetProperty("fits")[0].GetProperty("chosen").GetBoolean());
        Assert.AreEqual(1.5, json.GetProperty("calibration").GetProperty("temperature").GetDouble());
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("problem").ValueKind);
    }

    [TestMethod]
    public void ARunnerThatIsMissingIsSaidToBe()
    {
        ParityRow row = new("ONNX Runtime", 0, 0, false, "ONNX Runtime is not here: it does not load.");
        Sqnet shown = Finish(madeUp.Value with { Parity = new ParityCheck(8, [row]) }, Options());
        Assert.AreEqual(0, shown.ExitCode);
        StringAssert.Contains(shown.Output, "\nONNX Runtime is not here: it does not load.\n");
    }

    [TestMethod]
    public void WhatFailsParityOrTheBoardIsNotWritten()
    {
        ParityRow row = new("another", 3, 0.5, true, "it names other classes.");
        Sqnet other = Finish(madeUp.Value with { Parity = new ParityCheck(8, [row]) }, Options());
        Assert.AreEqual(1, other.ExitCode);
        StringAssert.Contains(other.Errors, "another: it names other classes");
        Assert.IsEmpty(Directory.GetFiles(folder.Path));

        FitRow slow = new(96, false, 80, 1, 2, 3) { Problem = "slow" };
        NothingFitsException e = new("no input fits.", [slow]);
        Sqnet nothing = Printed(() => TrainOutput.NothingFits(Options(), e));
        Assert.AreEqual(1, nothing.ExitCode);
        StringAssert.Contains(nothing.Output, "no: slow");
        StringAssert.Contains(nothing.Errors, "no input fits. Nothing was written.");
    }

    [TestMethod]
    public void SettingsThatAreThereStayUnlessTheyAreNamed()
    {
        string node = folder.Write("node.json", """{"hysteresis": 0.7, "minProbability": 0.8}""");
        Sqnet beside = Finish(madeUp.Value, Options());
        StringAssert.Contains(beside.Errors, $"to set minProbability in it: --node {node}");
        StringAssert.Contains(File.ReadAllText(node), "0.8");

        // The hysteresis may not be above it.
        Sqnet named = Finish(madeUp.Value, Options() with { Node = node });
        Assert.AreEqual(0, named.ExitCode, named.Errors);
        StringAssert.Contains(named.Errors, "stays as it was");
        Assert.AreEqual("""{"hysteresis": 0.7, "minProbability": 0.8}""", File.ReadAllText(node));
        folder.Write("node.json", """{"hysteresis": 0.2, "minProbability": 0.8}""");
        Finish(madeUp.Value, Options() with { Node = node });
        Assert.AreEqual("""{"hysteresis": 0.2, "minProbability": 0.62}""", File.ReadAllText(node));
    }

    /// <summary>A password that is entered during the minutes of a training stays.</summary>
    [TestMethod]
    public void SettingsThatAreEditedMeanwhileAreMergedInto()
    {
        string node = folder.Write("node.json", """{"hysteresis": 0.2, "minProbability": 0.8}""");
        TrainOptions options = Options() with { Node = node };
        Finish(madeUp.Value, options, () => folder.Write("node.json", """{"wifiPassword": "hunter22"}"""));
        Assert.AreEqual("""{"wifiPassword": "hunter22","minProbability": 0.62}""", Squeezed(node));
        Sqnet broken = Finish(madeUp.Value, options, () => folder.Write("node.json", """{"wifiPassword": """));
        Assert.AreEqual(0, broken.ExitCode, broken.Errors);
        StringAssert.Contains(broken.Errors, "stays as it was");
        Assert.AreEqual("""{"wifiPassword": """, File.ReadAllText(node));
        Assert.IsTrue(File.Exists(folder.File("x.sqnt")));
    }

    /// <summary>It lays them over its own, whose hysteresis is 0.1.</summary>
    [TestMethod]
    public void ADeviceTakesSettingsWithASmallThreshold()
    {
        TrainingFigures figures = madeUp.Value.Figures;
        TrainingResult unsure = madeUp.Value with
        {
            Figures = figures with { Threshold = figures.Threshold with { Probability = 0.05 } },
        };
        Finish(unsure, Options());
        string node = folder.File("node.json");
        SettingsReader.Read(File.ReadAllText(node), DeviceSettings.Make());
        File.WriteAllText(node, """{"clientId": "door"}""");
        Finish(unsure, Options() with { Node = node });
        Assert.AreEqual("""{"clientId": "door","minProbability": 0.05,"hysteresis": 0.05}""", Squeezed(node));
    }

    [TestMethod]
    public void FiguresInDoubtAreSaidToBe()
    {
        Assert.IsFalse(madeUp.Value.Photos.IsSuspect);
        PhotoSet photos = madeUp.Value.Photos with { Notes = ["one scene"], Warnings = ["one scene"] };
        TrainingResult doubted = madeUp.Value with { Photos = photos };
        Sqnet end = Finish(doubted, Options());
        StringAssert.Contains(end.Output, "This accuracy may be far too good");
        StringAssert.Contains(end.Errors, "warning: one scene");
        Assert.DoesNotContain("note: one scene", end.Errors);
        JsonElement json = Finish(doubted, Options() with { Json = true }).Json;
        Assert.IsTrue(json.GetProperty("held_out").GetProperty("suspect").GetBoolean());
    }

    /// <summary>A review names folders: that of --background has another name than its class.</summary>
    [TestMethod]
    public void AReviewNamesTheBackgroundByItsFolder()
    {
        PhotoSet photos = madeUp.Value.Photos with { Labels = ["background", "[ace]"], Background = 0 };
        Finish(madeUp.Value with { Photos = photos }, Options());
        string review = folder.File("x-review.json");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(review));
        Assert.AreEqual("nothing", json.RootElement[0].GetProperty("label").GetString());
        Assert.IsEmpty(ReviewFile.Read(review).Plan(shared.File("photos")));
    }

    private static string Squeezed(string file)
    {
        return File.ReadAllText(file).ReplaceLineEndings(string.Empty).Replace(", \"", ",\"").Replace(",  \"", ",\"");
    }

    private TrainOptions Options()
    {
        return new TrainOptions(shared.File("photos"), Repository.Cards("cards.onnx"))
        {
            Onnx = folder.File("x.onnx"),
            Blob = folder.File("x.sqnt"),
            Report = folder.File("x.html"),
            CommandLine = "sqnet train photos",
            Import = new ImportOptions(),
            Training = new TrainingOptions { Target = new BoardTarget() },
        };
    }

    private static Sqnet Finish(TrainingResult result, TrainOptions options, Action? meanwhile = null)
    {
        string?[] outputs = [options.Onnx, options.Blob, options.Report, options.Node];
        using OutputFiles files = new();
        files.Prepare([.. outputs.OfType<string>().Select(path => new NamedPath(path, PathRole.Output, path))], _ => 0);
        NodeFile? node = NodeFile.For(options);
        meanwhile?.Invoke();
        return Printed(() => TrainCommand.Finish(options, result, node, files, Stopwatch.StartNew()));
    }

    private static Sqnet Printed(Func<int> work)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter printed = new();
        using StringWriter said = new();
        try
        {
            Console.SetOut(printed);
            Console.SetError(said);
            int code = work();
            return new Sqnet(code, printed.ToString(), said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
