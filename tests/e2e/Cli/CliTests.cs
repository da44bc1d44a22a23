using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The tool's contract on the default model: calls, JSON keys, exit codes.</summary>
[TestClass]
public sealed class CliTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void InspectDescribesTheModel()
    {
        JsonElement json = InProcess.Succeed("inspect", CardsBlob.Path, "--json").Json;
        Assert.AreEqual("cards", json.GetProperty("name").GetString());
        Assert.AreEqual(96, json.GetProperty("input").GetProperty("width").GetInt32());
        Assert.AreEqual(96, json.GetProperty("input").GetProperty("height").GetInt32());
        Assert.AreEqual(21, json.GetProperty("classes").GetInt32());
        Assert.AreEqual(new FileInfo(CardsBlob.Path).Length, json.GetProperty("bytes").GetInt64());
        Assert.AreEqual("raw", json.GetProperty("weights_encoding").GetString());
        Assert.IsGreaterThan(0, json.GetProperty("arena_bytes").GetInt32());
        foreach (JsonElement stage in json.GetProperty("stages").EnumerateArray())
        {
            Assert.IsGreaterThan(0, stage.GetProperty("macs").GetInt64());
            Assert.IsGreaterThan(0, stage.GetProperty("weight_bytes").GetInt64());
            Assert.AreEqual(3, stage.GetProperty("output").GetArrayLength());
            Assert.IsFalse(string.IsNullOrEmpty(stage.GetProperty("name").GetString()));
        }
    }

    [TestMethod]
    public void VerifyAcceptsAndGivesReasons()
    {
        Assert.IsTrue(InProcess.Succeed("verify", CardsBlob.Path, "--json").Json.GetProperty("valid").GetBoolean());
        byte[] bytes = File.ReadAllBytes(CardsBlob.Path);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(folder.File("flipped.sqnt"), bytes);
        File.WriteAllBytes(folder.File("short.sqnt"), bytes[..1000]);
        foreach (string name in new[] { "flipped.sqnt", "short.sqnt" })
        {
            Sqnet result = InProcess.Run("verify", folder.File(name));
            Assert.AreEqual(1, result.ExitCode);
            StringAssert.Contains(result.Output, "failed");
            StringAssert.Contains(result.Errors, $"{name}: 1 of ");
        }
    }

    [TestMethod]
    public void BothBackendsGiveTheSameScores()
    {
        string[] images = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(8).ToArray();
        BothBackends.AssertSame(CardsBlob.Path, images, 21);
    }

    [TestMethod]
    [DataRow("inspect")]
    [DataRow("verify")]
    [DataRow("plan")]
    public void AGitLfsPointerInThePlaceOfABlobIsCalledOne(string command)
    {
        string pointer = folder.Write(
            "pointer.sqnt", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1261520\n");
        InProcess.Fail(3, "Git LFS pointer to a file of 1261520 bytes, not the file", command, pointer);
    }

    [TestMethod]
    public void OptionsOfStateDictsAreRefusedForModelsThatSayItThemselves()
    {
        string model = Repository.Cards("cards.onnx");
        InProcess.Fail(3, "--last-relu is for PyTorch's state dicts", "plan", model, "--last-relu", "off");
        InProcess.Fail(2, "'on'", "plan", model, "--ceil-mode", "maybe");
    }

    [TestMethod]
    public void RunGoesOnAfterABadImage()
    {
        string good = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().First();
        Sqnet result = InProcess.Run("run", CardsBlob.Path, Repository.Cards("labels.txt"), good, "--json");
        Assert.AreEqual(3, result.ExitCode);
        StringAssert.Contains(result.Errors, "labels.txt");
        Assert.AreEqual(5, result.Json[1].GetProperty("top").GetArrayLength());
        Assert.AreEqual(JsonValueKind.String, result.Json[0].GetProperty("error").ValueKind);
    }

    [TestMethod]
    public void PlanSaysWhetherItFits()
    {
        JsonElement json =
            InProcess.Succeed("plan", CardsBlob.Path, "--ram", "32K", "--board", "esp32-s3-octal-psram", "--json").Json;
        Assert.IsTrue(json.GetProperty("pass").GetBoolean());
        int peak = json.GetProperty("peak_arena_bytes").GetInt32();
        Assert.IsLessThanOrEqualTo(32 * 1024, peak);
        Assert.IsGreaterThan(0, json.GetProperty("estimated_ms").GetDouble());
        Assert.AreEqual(7, json.GetProperty("stages").GetArrayLength());
        JsonElement model = InProcess.Succeed("plan", Repository.Cards("cards.onnx"), "--ram", "32K", "--json").Json;
        Assert.AreEqual(peak, model.GetProperty("peak_arena_bytes").GetInt32());
        InProcess.Fail(2, "--ram", "plan", CardsBlob.Path, "--ram", "many");
        InProcess.Fail(2, "board", "plan", CardsBlob.Path, "--board", "toaster");
    }

    [TestMethod]
    public void ARewrittenPlanVerifies()
    {
        string roomy = folder.File("roomy.sqnt");
        InProcess.Succeed("plan", CardsBlob.Path, "--ram", "64K", "-o", roomy);
        InProcess.Succeed("verify", roomy);
        Assert.IsLessThanOrEqualTo(
            64 * 1024, InProcess.Succeed("inspect", roomy, "--json").Json.GetProperty("arena_bytes").GetInt32());
    }

    [TestMethod]
    public void ProfileShowsEveryStage()
    {
        string image = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().First();
        JsonElement profiled = InProcess.Succeed("run", CardsBlob.Path, image, "--profile", "--json").Json[0];
        Assert.AreEqual(7, profiled.GetProperty("stages_ms").GetArrayLength());
        StringAssert.Contains(
            InProcess.Succeed("run", CardsBlob.Path, image, "--profile").Output, "fire7.expand > conv10");
    }

    [TestMethod]
    public void BenchMeasures()
    {
        JsonElement json = InProcess.Succeed("bench", CardsBlob.Path, "--threads", "1", "--runs", "5", "--json").Json;
        Assert.IsGreaterThan(0, json.GetProperty("min_ms").GetDouble());
        Assert.IsGreaterThanOrEqualTo(
            json.GetProperty("min_ms").GetDouble(), json.GetProperty("median_ms").GetDouble());
    }

    /// <summary>Numbered files in folders of classes, and what becomes of them when the numbers are taken.</summary>
    [TestMethod]
    public void EvalSaysWhereTrueClassesStand()
    {
        int number = 0;
        foreach (string file in Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(42))
        {
            string label = Path.GetFileNameWithoutExtension(file)[3..^2];
            Directory.CreateDirectory(folder.File(label));
            File.Copy(file, Path.Combine(folder.File(label), $"{number++ % 20}.jpg"));
        }

        Sqnet folders = InProcess.Succeed("eval", CardsBlob.Path, "--images", folder.Path, "--json");
        Assert.AreEqual(100.0, folders.Json.GetProperty("top1").GetDouble());
        Assert.AreEqual("folder names as labels", folders.Json.GetProperty("classes_from").GetString());
        Assert.AreEqual(JsonValueKind.Null, folders.Json.GetProperty("warning").ValueKind);
        StringAssert.Contains(folders.Errors, "note: true classes: taken from folder names as labels");
        Sqnet names = InProcess.Succeed("eval", CardsBlob.Path, "--images", folder.Path, "--classes-from", "name");
        StringAssert.Contains(names.Errors, "warning: the network is right on");
        StringAssert.Contains(names.Errors, "numbers that file names begin with; --classes-from");
        InProcess.Fail(
            3, "--classes-from takes 'folder', 'name'", "eval", CardsBlob.Path, "--images", folder.Path,
            "--classes-from", "label");
    }

    [TestMethod]
    public void EvalComparesWithFp32()
    {
        JsonElement json = InProcess.Succeed(
            "eval", CardsBlob.Path, "--images", Repository.Cards("samples"), "--against",
            Repository.Cards("cards.onnx"), "--json").Json;
        Assert.AreEqual(63, json.GetProperty("images").GetInt32());
        Assert.IsGreaterThanOrEqualTo(95, json.GetProperty("top1").GetDouble());
        Assert.IsGreaterThanOrEqualTo(json.GetProperty("top1").GetDouble(), json.GetProperty("top5").GetDouble());
        Assert.IsGreaterThanOrEqualTo(95, json.GetProperty("fp32_top1").GetDouble());
        Assert.IsGreaterThanOrEqualTo(95, json.GetProperty("fp32_top5").GetDouble());
        Assert.IsGreaterThanOrEqualTo(97, json.GetProperty("agreement").GetDouble());
        Assert.AreEqual("fp32", json.GetProperty("against").GetProperty("arithmetic").GetString());
        Assert.AreEqual(2, json.GetProperty("top1_interval").GetArrayLength());
        JsonElement test = json.GetProperty("mcnemar").GetProperty("top1");
        int lost = test.GetProperty("only_reference").GetInt32() - test.GetProperty("only_int8").GetInt32();
        double points = json.GetProperty("fp32_top1").GetDouble() - json.GetProperty("top1").GetDouble();
        Assert.AreEqual(points, 100.0 * lost / 63, 1e-9);
        Assert.IsTrue(test.GetProperty("p").GetDouble() is > 0 and <= 1);
        Assert.AreEqual(
            Math.Round(63 * (100 - json.GetProperty("agreement").GetDouble()) / 100),
            json.GetProperty("differences").GetArrayLength());
    }

    [TestMethod]
    public void EvalComparesTwoBlobs()
    {
        string other = folder.File("other.sqnt");
        InProcess.Succeed("plan", CardsBlob.Path, "--ram", "64K", "-o", other);
        Sqnet result = InProcess.Succeed(
            "eval", CardsBlob.Path, "--images", Repository.Cards("samples"), "--against", other);
        StringAssert.Contains(result.Output, "agreement  100.0 %");
        StringAssert.Contains(result.Output, "McNemar's exact p = 1");
        StringAssert.Contains(result.Output, "The two predict the same class for every image.");
    }

    [TestMethod]
    public void BuildReportsWhatItCost()
    {
        string blob = folder.File("x.sqnt");
        string page = folder.File("x.html");
        JsonElement json = InProcess.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration", Repository.Cards("calibration"),
            "--labels", Repository.Cards("labels.txt"), "--images", Repository.Cards("samples"), "--report", page,
            "--json").Json;
        CollectionAssert.AreEqual(
            File.ReadAllBytes(CardsBlob.Path), File.ReadAllBytes(blob), "a report changes no blob");
        JsonElement layers = json.GetProperty("layers");
        Assert.AreEqual(20, layers.GetArrayLength());
        foreach (JsonElement layer in layers.EnumerateArray())
        {
            Assert.IsGreaterThan(15, layer.GetProperty("sqnr_db").GetDouble());
            int groups = (layer.GetProperty("channels").GetInt32() + 15) / 16;
            Assert.AreEqual(groups, layer.GetProperty("shifts").GetArrayLength());
            Assert.AreEqual(51, layer.GetProperty("weight_histogram").GetArrayLength());
        }

        Assert.AreEqual(63, json.GetProperty("evaluation").GetProperty("images").GetInt32());
        Assert.AreEqual(7, json.GetProperty("plan").GetProperty("stages").GetArrayLength());
        Assert.IsGreaterThan(0, json.GetProperty("advice").GetArrayLength());
        string html = File.ReadAllText(page);
        StringAssert.StartsWith(html, "<!DOCTYPE html>");
        StringAssert.Contains(html, "fire7.expand3x3");
    }

    /// <summary>Whenever Ctrl+C comes, the blob is the old one or the new one, and nothing else is left.</summary>
    [TestMethod]
    public void CtrlCLeavesNoHalfWrittenBlob()
    {
        string blob = folder.File("x.sqnt");
        byte[] old = [1, 2, 3];
        bool cancelled = false;

        // A busy machine takes its time until the command is at work: later and later, until it was.
        for (int milliseconds = 300; milliseconds < 1500 || !cancelled; milliseconds = milliseconds * 3 / 2)
        {
            Assert.IsLessThan(100_000, milliseconds, "no run was cancelled at work");
            File.WriteAllBytes(blob, old);
            Sqnet result = Sqnet.Interrupt(
                TimeSpan.FromMilliseconds(milliseconds), "build", Repository.Cards("cards.onnx"), "-o", blob,
                "--calibration", Repository.Cards("calibration"));
            Assert.AreEqual(result.ExitCode == 0 ? 0 : 130, result.ExitCode, result.Errors);
            CollectionAssert.AreEqual(
                new[] { "x.sqnt" }, Directory.GetFiles(folder.Path).Select(Path.GetFileName).ToArray());
            bool untouched = File.ReadAllBytes(blob).SequenceEqual(old);
            Assert.AreEqual(result.ExitCode == 130, untouched);
            cancelled |= result.Errors.Contains("Cancelled.", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void ErrorsAreClear()
    {
        string blob = folder.File("x.sqnt");
        string calibration = Repository.Cards("calibration");
        string model = Repository.Cards("cards.onnx");
        InProcess.Fail(3, "nowhere.onnx", "build", "nowhere.onnx", "-o", blob, "--calibration", calibration);
        InProcess.Fail(
            3, "labels.txt", "build", Repository.Cards("labels.txt"), "-o", blob, "--calibration", calibration);
        InProcess.Fail(3, "no such folder", "build", model, "-o", blob, "--calibration", folder.File("none"));
        InProcess.Fail(3, "holds no images", "build", model, "-o", blob, "--calibration", folder.Path);
        InProcess.Fail(4, "cannot be written", "build", model, "-o", folder.Path, "--calibration", calibration);
        InProcess.Fail(2, "--output", "build", model, "--calibration", calibration);
        InProcess.Fail(2, "--mean", "build", model, "-o", blob, "--calibration", calibration, "--mean", "1,2");
        InProcess.Fail(3, "no such file", "inspect", blob);
        InProcess.Fail(3, "SQNT", "inspect", Repository.Cards("deck.png"));
        InProcess.Fail(3, "names no class", "eval", CardsBlob.Path, "--images", WithImage("image.jpg"));
        InProcess.Fail(2, "quiet", "verify", CardsBlob.Path, "--quiet");
        InProcess.Fail(
            2, "--broker-port", "simulate", "--blob", CardsBlob.Path, "--frames", folder.Path, "--broker-port", "x");
        InProcess.Fail(2, "--frames", "simulate", "--blob", CardsBlob.Path, "--broker-port", "1");
        string config = folder.File("node.json");
        File.WriteAllText(config, "{\n  \"brokerhost\": \"x\" }");
        InProcess.Fail(
            3, "is brokerHost meant?", "simulate", "--blob", CardsBlob.Path, "--frames", folder.Path, "--config",
            config);
        InProcess.Fail(
            2, "tls is none", "simulate", "--blob", CardsBlob.Path, "--frames", folder.Path, "--ca-certificate",
            "ca.pem");
        InProcess.Fail(
            2, "--broker-host is mqtt://h:1884; give the broker's name or address alone, h:1884.",
            "simulate", "--blob", CardsBlob.Path, "--frames", folder.Path, "--broker-host",
            "mqtt://h:1884");
        InProcess.Fail(
            2, "--broker is --broker-host NAME", "simulate", "--blob", CardsBlob.Path, "--frames", folder.Path,
            "--broker", "mqtt://h");
        Assert.IsFalse(File.Exists(blob));
        Assert.IsEmpty(Directory.GetFiles(folder.Path, "*.tmp"));
    }

    [TestMethod]
    public void BrokerDownIsClear()
    {
        InProcess.Fail(
            4, "Connection refused", "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"),
            "--broker-host", "127.0.0.1", "--broker-port", "1", "--give-up-milliseconds", "1500");
    }

    private string WithImage(string name)
    {
        string sub = Directory.CreateDirectory(folder.File("images")).FullName;
        File.Copy(Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().First(), Path.Combine(sub, name));
        return sub;
    }
}
