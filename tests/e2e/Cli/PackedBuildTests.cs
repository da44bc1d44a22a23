using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Builds with packed weights: without loss, to a size, to a loss of accuracy.</summary>
[TestClass]
public sealed class PackedBuildTests
{
    private readonly TemporaryFolder folder = new();
    private string images = string.Empty;
    private string blob = string.Empty;

    [TestInitialize]
    public void MakeFolder()
    {
        blob = folder.File("x.sqnt");
        images = Directory.CreateDirectory(folder.File("images")).FullName;
        foreach (string file in Directory.GetFiles(Repository.Cards("calibration")).Order().Where((_, i) => i % 7 == 0))
        {
            File.Copy(file, Path.Combine(images, Path.GetFileName(file)));
        }
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void PackedAloneLosesNothing()
    {
        string raw = folder.File("raw.sqnt");
        string decoded = folder.File("decoded.sqnt");
        InProcess.Succeed(Build(raw, "--weights", "psram"));
        JsonElement json = InProcess.Succeed(Build(blob, "--packed", "--json")).Json;
        InProcess.Succeed("pack", blob, "--raw", "-o", decoded);
        CollectionAssert.AreEqual(File.ReadAllBytes(raw), File.ReadAllBytes(decoded));
        Assert.AreEqual("packed", json.GetProperty("weights_encoding").GetString());
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("curve").ValueKind);
        Assert.AreEqual("psram", json.GetProperty("plan").GetProperty("weights").GetString());
        Assert.IsLessThan(7, json.GetProperty("bits_per_weight").GetDouble());
        Assert.AreEqual(new FileInfo(blob).Length, json.GetProperty("bytes").GetInt64());
        InProcess.Succeed("verify", blob);
    }

    [TestMethod]
    public void ATargetSizeIsKeptAndReported()
    {
        string page = folder.File("x.html");
        Sqnet built = InProcess.Succeed(Build(
            blob, "--packed", "--target-size", "40K", "--labels", Repository.Cards("labels.txt"), "--ram", "32K",
            "--report", page, "--json"));
        JsonElement json = built.Json;
        int bytes = json.GetProperty("bytes").GetInt32();
        Assert.AreEqual(new FileInfo(blob).Length, bytes);
        Assert.IsLessThanOrEqualTo(40_000, bytes);
        Assert.IsGreaterThanOrEqualTo(38_800, bytes);
        InProcess.Succeed("verify", blob);
        // Of the plan in the blob, packed params and all.
        JsonElement way = InProcess.Succeed("plan", blob, "--json").Json.GetProperty("packed").GetProperty("at_boot");
        Assert.AreEqual(
            way.GetProperty("estimated_ms").GetDouble(),
            json.GetProperty("plan").GetProperty("estimated_ms").GetDouble(), 0.001);

        JsonElement[] curve = json.GetProperty("curve").EnumerateArray().ToArray();
        // Three to walk, eight to reach the size, four beside it.
        Assert.IsLessThanOrEqualTo(15, curve.Length);
        JsonElement chosen = curve.Single(p => p.GetProperty("chosen").GetBoolean());
        Assert.AreEqual(bytes, chosen.GetProperty("bytes").GetInt32());
        Assert.AreEqual(12, chosen.GetProperty("calibration_images").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, chosen.GetProperty("agreement").ValueKind);
        double[] closer = curve.Select(p => p.GetProperty("kl_divergence_closer"))
            .Where(v => v.ValueKind != JsonValueKind.Null)
            .Select(v => v.GetDouble())
            .ToArray();
        Assert.AreEqual(closer.Min(), chosen.GetProperty("kl_divergence_closer").GetDouble());
        JsonElement[] judged = curve.Where(p => p.GetProperty("agreement").ValueKind != JsonValueKind.Null).ToArray();
        Assert.IsGreaterThan(1, judged.Length);
        foreach (JsonElement point in judged)
        {
            Assert.AreEqual(6, point.GetProperty("calibration_images").GetInt32());
            Assert.IsTrue(point.GetProperty("agreement").GetDouble() is > 50 and <= 100);
            Assert.IsGreaterThan(0, point.GetProperty("kl_divergence").GetDouble());
            Assert.IsTrue(point.GetProperty("drop").GetDouble() is >= 0 and < 50);
            StringAssert.Contains(
                built.Errors, Text($"{point.GetProperty("bytes").GetInt32():N0} bytes"), "said as soon as reached");
        }

        string html = File.ReadAllText(page);
        StringAssert.Contains(html, "Size against accuracy");
        StringAssert.Contains(html, Text($"blob {bytes:N0} bytes"));
        SamePriceMakesTheSameBlob(chosen.GetProperty("bit_price").GetDouble());
    }

    [TestMethod]
    public void AMaximalDropShowsItsCurve()
    {
        Sqnet built = InProcess.Succeed(Build(blob, "--packed", "--max-drop", "2"));
        Expected.Check("build-max-drop", built.Output, folder.Path);
        // A busy machine has more lines of progress.
        string[] walk = [.. built.Errors.Split('\n').Where(l => !l.StartsWith("build: ", StringComparison.Ordinal))];
        Expected.Check("build-max-drop-walk", string.Join('\n', walk), folder.Path);
        Assert.IsLessThan(70_000, new FileInfo(blob).Length);
        InProcess.Succeed("verify", blob);
    }

    [TestMethod]
    public void WhatCannotBeReachedIsRefused()
    {
        Keep(4);
        InProcess.Fail(
            1, "cannot be packed into 2000 bytes: biases, labels and tables alone take",
            Build(blob, "--packed", "--target-size", "2K"));
        InProcess.Fail(1, "to lose", Build(blob, "--packed", "--max-drop", "1e-9"));
        Assert.IsFalse(File.Exists(blob));
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void WrongOptionsAreExplained()
    {
        InProcess.Fail(2, "--target-size needs --packed", Build(blob, "--target-size", "40K"));
        InProcess.Fail(2, "--max-drop needs --packed", Build(blob, "--max-drop", "1"));
        InProcess.Fail(2, "--bit-price needs --packed", Build(blob, "--bit-price", "1e-8"));
        InProcess.Fail(
            2, "--target-size and --max-drop exclude each other",
            Build(blob, "--packed", "--target-size", "40K", "--max-drop", "1"));
        InProcess.Fail(2, "not 'small'", Build(blob, "--packed", "--target-size", "small"));
        InProcess.Fail(2, "not '0'", Build(blob, "--packed", "--target-size", "0"));
        InProcess.Fail(2, "not '101'", Build(blob, "--packed", "--max-drop", "101"));
        InProcess.Fail(2, "not '0'", Build(blob, "--packed", "--max-drop", "0"));
        InProcess.Fail(2, "not '1,0'", Build(blob, "--packed", "--max-drop", "1,0"));
        InProcess.Fail(2, "not 'NaN'", Build(blob, "--packed", "--bit-price", "NaN"));
        string one = Directory.CreateDirectory(folder.File("one")).FullName;
        File.Copy(Directory.GetFiles(images)[0], Path.Combine(one, "a.jpg"));
        InProcess.Fail(
            3, "at least two calibration images", "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration",
            one, "--packed", "--target-size", "40K");
        Assert.IsFalse(File.Exists(blob));
    }

    /// <summary>Whenever Ctrl+C comes in a search, the old blob stays, and nothing else is left.</summary>
    [TestMethod]
    public void CtrlCLeavesTheOldBlob()
    {
        string[] before = ["images", "x.sqnt"];
        byte[] old = [1, 2, 3];
        int cancelled = 0;
        for (int milliseconds = 2000; cancelled < 2; milliseconds = milliseconds * 3 / 2)
        {
            Assert.IsLessThan(100_000, milliseconds, "no run was cancelled at work");
            File.WriteAllBytes(blob, old);
            Sqnet result = Sqnet.Interrupt(
                TimeSpan.FromMilliseconds(milliseconds), "build", Repository.Cards("cards.onnx"), "-o", blob,
                "--calibration", Repository.Cards("calibration"), "--packed", "--target-size", "30K");
            Assert.AreEqual(130, result.ExitCode, result.Errors);
            CollectionAssert.AreEqual(
                before, Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order().ToArray());
            CollectionAssert.AreEqual(old, File.ReadAllBytes(blob));
            cancelled += result.Errors.Contains("Cancelled.", StringComparison.Ordinal) ? 1 : 0;
        }
    }

    [TestMethod]
    public void AnyNumberOfCoresFindsTheSameBlob()
    {
        Keep(2);
        AssertSame(["--packed", "--target-size", "40K"], ["DOTNET_PROCESSOR_COUNT=1"]);
    }

    [TestMethod]
    public void EveryProcessorMakesTheSameBlob()
    {
        // Without vectors it is slow work: a few images and one price.
        Keep(2);
        AssertSame(["--packed", "--bit-price", "5e-8"], ["DOTNET_EnableAVX2=0"]);
    }

    /// <summary>Keeps the first of the calibration images.</summary>
    private void Keep(int count)
    {
        foreach (string file in Directory.GetFiles(images).Order().Skip(count))
        {
            File.Delete(file);
        }
    }

    private void AssertSame(string[] options, string[] limits)
    {
        InProcess.Succeed(Build(blob, options));
        byte[] expected = File.ReadAllBytes(blob);
        Sqnet built = Sqnet.With(limits, Build(blob, options));
        Assert.AreEqual(0, built.ExitCode, built.Errors);
        CollectionAssert.AreEqual(expected, File.ReadAllBytes(blob), string.Join(' ', limits));
    }

    private void SamePriceMakesTheSameBlob(double price)
    {
        string again = folder.File("again.sqnt");
        InProcess.Succeed(Build(
            again, "--packed", "--bit-price", price.ToString("R", CultureInfo.InvariantCulture), "--labels",
            Repository.Cards("labels.txt"), "--ram", "32K"));
        CollectionAssert.AreEqual(File.ReadAllBytes(blob), File.ReadAllBytes(again));
    }

    private string[] Build(string target, params string[] more)
    {
        return ["build", Repository.Cards("cards.onnx"), "-o", target, "--calibration", images, .. more];
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
