using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Whether plan and build say that a blob fits a board only where it does.</summary>
[TestClass]
public sealed class BoardTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void BoardsAreListedWithTheirMemory()
    {
        JsonElement[] boards = [.. InProcess.Succeed("boards", "--json").Json.EnumerateArray()];
        JsonElement xiao = boards.Single(b => b.GetProperty("name").GetString() == "xiao-esp32s3-sense");
        Assert.AreEqual(8_388_608, xiao.GetProperty("flash_bytes").GetInt64());
        Assert.AreEqual(1_310_720, xiao.GetProperty("flash_slot_bytes").GetInt64());
        Assert.AreEqual("octal", xiao.GetProperty("psram_mode").GetString());
        string[] lines = InProcess.Succeed("boards").Output.Split('\n');
        Assert.IsTrue(lines.Any(l => l.Contains("xiao-esp32s3-sense", StringComparison.Ordinal)));
        Assert.IsLessThanOrEqualTo(80, lines.Max(l => l.TrimEnd().Length));
    }

    [TestMethod]
    public void ABoardThatIsUnknownIsNamedWithWhatIsKnown()
    {
        InProcess.Fail(2, "is 'xiao-esp32s3-sense' meant?", "plan", CardsBlob.Path, "--board", "xiao-esp32s3");
        InProcess.Fail(2, "freenove-esp32-s3", "plan", CardsBlob.Path, "--board", "help");
        InProcess.Fail(2, "an ESP32, not an ESP32-S3", "plan", CardsBlob.Path, "--board", "ai-thinker-esp32-cam");
    }

    [TestMethod]
    public void ABlobLargerThanTheSlotFailsPlanAndBuild()
    {
        string tight = Profile("\"flash_slot_bytes\": 1310720", "\"flash_slot_bytes\": 120000");
        Sqnet plan = InProcess.Run("plan", CardsBlob.Path, "--board", tight, "--json");
        Assert.AreEqual(1, plan.ExitCode, plan.Errors);
        Assert.IsFalse(plan.Json.GetProperty("pass").GetBoolean());
        Assert.AreEqual(120_000, plan.Json.GetProperty("flash_slot_bytes").GetInt32());
        StringAssert.Contains(plan.Json.GetProperty("problems")[0].GetString(), "--packed");

        // Raw weights: the size is known before the work, and nothing is written.
        string blob = folder.File("x.sqnt");
        InProcess.Fail(1, "--packed", Build(blob, tight));
        Assert.IsFalse(File.Exists(blob));

        // The remedy is one.
        Sqnet packed = InProcess.Run([.. Build(blob, tight), "--packed", "--json"]);
        Assert.AreEqual(0, packed.ExitCode, packed.Errors);
        Assert.IsTrue(packed.Json.GetProperty("plan").GetProperty("pass").GetBoolean());
        InProcess.Succeed("plan", blob, "--board", tight);
    }

    /// <summary>How large packed weights are is known at the end: the blob is there, and of use elsewhere.</summary>
    [TestMethod]
    public void APackedBlobThatDoesNotFitIsWrittenAndExitCode1()
    {
        string tight = Profile("\"flash_slot_bytes\": 1310720", "\"flash_slot_bytes\": 60000");
        string blob = folder.File("x.sqnt");
        InProcess.Fail(1, "is written, but does not fit", [.. Build(blob, tight), "--packed"]);
        InProcess.Succeed("plan", blob, "--board", "xiao-esp32s3-sense");
    }

    [TestMethod]
    public void AModelWithoutLabelsSaysWhatThatMeans()
    {
        string blob = folder.File("x.sqnt");
        Sqnet bare = InProcess.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration", Repository.Cards("calibration"));
        StringAssert.Contains(bare.Errors, "results will have numbers only, 0 to 20. Give --labels FILE");
        InProcess.Fail(
            3, "1000 labels, the model has 21 classes", "plan", Repository.Cards("cards.onnx"), "--labels", "imagenet");
    }

    private static string[] Build(string blob, string board)
    {
        return
        [
            "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration", Repository.Cards("calibration"),
            "--labels", Repository.Cards("labels.txt"), "--board", board,
        ];
    }

    private string Profile(string from, string to)
    {
        string text = File.ReadAllText(
            Path.Combine(Repository.Root, "host-tools", "boards", "xiao-esp32s3-sense.json"));
        StringAssert.Contains(text, from);
        string path = folder.File("board.json");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        return path;
    }
}
