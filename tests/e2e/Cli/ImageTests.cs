using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What commands say of the images of a folder, and how they take them.</summary>
[TestClass]
public sealed class ImageTests
{
    private const string Note =
        "DIR: 1 image used, 3 files skipped: 2 .heic, which cannot be read: convert them to JPEG or PNG; 1 hidden";

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    /// <summary>An arrow to the right, stored upside down.</summary>
    [TestMethod]
    public void RunTurnsImagesUnlessToldNotTo()
    {
        string image = Path.Combine(UpsideDown(), "12_0.jpg");
        Assert.AreEqual("arrow-left", Best(InProcess.Succeed("run", CardsBlob.Path, image, "--json")));
        Assert.AreEqual(
            "arrow-right", Best(InProcess.Succeed("run", CardsBlob.Path, image, "--json", "--no-orientation")));
    }

    /// <summary>What goes to a file or pipe has no terminal's width, so that it can be searched.</summary>
    [TestMethod]
    public void LongMessagesAreOneLine()
    {
        string missing = folder.File(string.Join('/', Enumerable.Repeat(new string('a', 200), 4)));
        InProcess.Fail(3, $"error: {missing}: no such file.", "run", CardsBlob.Path, missing);
    }

    [TestMethod]
    public void EvalTurnsImagesUnlessToldNotToAndNamesTheDecoder()
    {
        string images = UpsideDown();
        JsonElement turned = InProcess.Succeed("eval", CardsBlob.Path, "--images", images, "--json").Json;
        Assert.AreEqual(0, turned.GetProperty("top1").GetDouble());
        Assert.AreEqual(Decoder(), turned.GetProperty("decoder").GetString());
        Sqnet stored = InProcess.Succeed("eval", CardsBlob.Path, "--images", images, "--no-orientation");
        StringAssert.Contains(stored.Output, "100.0 %");
        StringAssert.Contains(stored.Output, $"images decoded by {Decoder()}");
    }

    [TestMethod]
    public void BuildTurnsImagesUnlessToldNotTo()
    {
        string images = UpsideDown();
        string plain = Directory.CreateDirectory(folder.File("plain")).FullName;
        File.Copy(Sample(), Path.Combine(plain, "12_0.jpg"));
        JsonElement turned = Build(images);
        JsonElement stored = Build(images, "--no-orientation");
        Assert.AreEqual(Crc(Build(plain)), Crc(stored));
        Assert.AreNotEqual(Crc(stored), Crc(turned));
        Assert.AreEqual(0, turned.GetProperty("evaluation").GetProperty("top1").GetDouble());
        Assert.AreEqual(100, stored.GetProperty("evaluation").GetProperty("top1").GetDouble());
    }

    [TestMethod]
    public void SimulateTurnsImagesUnlessToldNotTo()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string[] command =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", UpsideDown(), "--broker-host", "127.0.0.1",
            "--broker-port", $"{broker.Port}", "--json",
        ];
        StringAssert.Contains(InProcess.Succeed(command).Output, "\"arrow-left\"");
        StringAssert.Contains(InProcess.Succeed([.. command, "--no-orientation"]).Output, "\"arrow-right\"");
    }

    [TestMethod]
    public void WhatAFolderHoldsBesidesIsSaidOnceByEachCommandThatReadsIt()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string mixed = folder.File("mixed");
        folder.Write("mixed/a.heic", "x");
        folder.Write("mixed/b.HEIC", "x");
        folder.Write("mixed/._12_0.jpg", "x");
        File.Copy(Sample(), Path.Combine(mixed, "12_0.jpg"));
        string expected = Note.Replace("DIR", mixed, StringComparison.Ordinal);

        AssertOnce(expected, InProcess.Succeed("eval", CardsBlob.Path, "--images", mixed));
        AssertOnce(expected, InProcess.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", folder.File("x.sqnt"), "--calibration", mixed));
        AssertOnce(expected, InProcess.Succeed(
            "simulate", "--blob", CardsBlob.Path, "--frames", mixed, "--broker-host", "127.0.0.1", "--broker-port",
            $"{broker.Port}"));
        AssertOnce(expected, InProcess.Succeed("run", CardsBlob.Path, mixed));
    }

    /// <summary>Four commands, one way: skipped, named and counted; with --strict the end.</summary>
    [TestMethod]
    [DataRow("build")]
    [DataRow("eval")]
    [DataRow("run")]
    [DataRow("simulate")]
    public void AnImageThatEndsEarlyIsSkippedByEachCommandAndEndsItIfStrict(string command)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        byte[] jpeg = File.ReadAllBytes(Sample());
        folder.Write("images/arrow-right/day 1/1.jpg", jpeg);
        folder.Write("images/arrow-right/day 2/2.jpg", jpeg[..(jpeg.Length / 2)]);
        folder.Write("images/arrow-right/day 2/3.jpg", jpeg);
        Directory.CreateSymbolicLink(folder.File("images/arrow-right/circle"), folder.File("images"));
        string[] arguments = Arguments(command, folder.File("images"), $"{broker.Port}");
        Sqnet result = InProcess.Succeed(arguments);
        StringAssert.Matches(
            result.Errors,
            new Regex(@"warning: .*/day 2/2\.jpg is skipped: the JPEG ends after \d+ of its 120 rows; copy it"));
        AssertOnce(
            $"note: {folder.File("images")}: 2 images used, 2 files skipped: "
            + "1 unreadable (arrow-right/day 2/2.jpg); 1 a link to a folder that was searched already "
            + "(arrow-right/circle)",
            result);
        Sqnet strict = InProcess.Run([.. arguments, "--strict"]);
        Assert.AreEqual(3, strict.ExitCode, strict.Errors);
        StringAssert.Contains(strict.Errors, "day 2/2.jpg: the JPEG ends after");
        File.WriteAllText(folder.File("images/arrow-right/day 1/1.jpg"), "");
        File.WriteAllText(folder.File("images/arrow-right/day 2/3.jpg"), "");
        Sqnet none = InProcess.Run(arguments);
        Assert.AreEqual(3, none.ExitCode, none.Errors);
        StringAssert.Contains(none.Errors, "none of its 3 images can be read");
    }

    [TestMethod]
    public void WhatIsNamedItselfMustBeReadable()
    {
        folder.Write("a.jpg", "no image");
        Sqnet result = InProcess.Run("run", CardsBlob.Path, folder.File("a.jpg"), Sample());
        Assert.AreEqual(3, result.ExitCode);
        StringAssert.Contains(result.Output, "arrow-right");
    }

    /// <summary>A copy under another name, and one in another size.</summary>
    [TestMethod]
    public void ABuildSaysWhichImagesItWasCalibratedOn()
    {
        string images = folder.File("images");
        Directory.CreateDirectory(images);
        File.Copy(Repository.Cards("calibration/12_arrow-right_0.jpg"), Path.Combine(images, "12_copy.jpg"));
        File.Copy(Sample(), Path.Combine(images, "12_new.jpg"));
        string page = folder.File("x.html");
        Sqnet result = InProcess.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", folder.File("x.sqnt"), "--calibration",
            Repository.Cards("calibration"), "--images", images, "--report", page, "--json");
        StringAssert.Contains(
            result.Errors,
            "warning: 1 of 2 evaluated images were calibrated on (1 with the same bytes): 12_copy.jpg; on them "
            + "accuracy flatters, and the 1 others are told apart");
        JsonElement evaluation = result.Json.GetProperty("evaluation");
        Assert.AreEqual("same_bytes", evaluation.GetProperty("calibrated_on")[0].GetProperty("reason").GetString());
        Assert.AreEqual(1, evaluation.GetProperty("not_calibrated_on").GetProperty("images").GetInt32());
        Assert.AreEqual(84, result.Json.GetProperty("calibration").GetProperty("used").GetInt32());
        string html = File.ReadAllText(page);
        StringAssert.Contains(html, "int8, not calibrated on");
        Assert.IsFalse(html.Contains("that were not calibrated on, compared", StringComparison.Ordinal));
    }

    /// <summary>A house in the folder of arrows is a mistake to look at.</summary>
    [TestMethod]
    public void EvalWritesAReportWithTheMostConfidentMistakes()
    {
        string images = Path.Combine(folder.Path, "images", "arrow-right");
        Directory.CreateDirectory(images);
        File.Copy(Sample(), Path.Combine(images, "a.jpg"));
        File.Copy(Repository.Cards("samples/20_house_1.jpg"), Path.Combine(images, "b.jpg"));
        string page = folder.File("x.html");
        Sqnet result = InProcess.Succeed(
            "eval", CardsBlob.Path, "--images", folder.File("images"), "--report", page, "--json");
        JsonElement mistake = result.Json.GetProperty("mistakes")[0];
        Assert.AreEqual("arrow-right/b.jpg", mistake.GetProperty("file").GetString());
        Assert.AreEqual("house", mistake.GetProperty("named").GetProperty("label").GetString());
        Assert.AreEqual(2, result.Json.GetProperty("classes").GetArrayLength());
        string html = File.ReadAllText(page);
        StringAssert.Contains(html, "An image of 'arrow-right', taken for 'house'");
        StringAssert.Contains(html, "data:image/jpeg;base64,");
        StringAssert.Contains(html, "is not known here");
        InProcess.Fail(
            4, "cannot be written", "eval", CardsBlob.Path, "--images", folder.File("images"), "--report",
            Path.Combine(page, "x.html"));
    }

    private static string[] Arguments(string command, string images, string port)
    {
        return command switch
        {
            "build" => ["build", Repository.Cards("cards.onnx"), "-o", images + ".sqnt", "--calibration", images],
            "eval" => ["eval", CardsBlob.Path, "--images", images],
            "run" => ["run", CardsBlob.Path, images],
            _ => ["simulate", "--blob", CardsBlob.Path, "--frames", images, "--broker-host", "127.0.0.1",
                "--broker-port", port],
        };
    }

    [TestMethod]
    public void RawFramesOfAnUnknownFormatAreAnsweredWithThoseThatAre()
    {
        string[] simulate = ["simulate", "--blob", CardsBlob.Path, "--raw"];
        InProcess.Fail(
            2, "--raw 160x120:yuv: there is no format 'yuv'; take rgb24, rgb565le, rgb565be or gray",
            [.. simulate, "160x120:yuv"]);
        foreach (string wrong in new[] { "160", "160x120x3", "-1x120", "160x120:rgb24:3", "wide:gray" })
        {
            InProcess.Fail(
                2, $"--raw {wrong}: expected WIDTHxHEIGHT:FORMAT, FORMAT rgb24, rgb565le, rgb565be or gray;",
                [.. simulate, wrong]);
        }
    }

    private static void AssertOnce(string expected, Sqnet result)
    {
        Assert.AreEqual(2, result.Errors.Split(expected).Length, result.Errors);
    }

    private static string Best(Sqnet result)
    {
        return result.Json[0].GetProperty("top")[0].GetProperty("label").GetString()!;
    }

    private static string Crc(JsonElement build)
    {
        return build.GetProperty("crc").GetString()!;
    }

    private JsonElement Build(string images, params string[] options)
    {
        return InProcess.Succeed([
            "build", Repository.Cards("cards.onnx"), "-o", folder.File("x.sqnt"), "--calibration", images, "--images",
            images, "--labels", Repository.Cards("labels.txt"), "--json", .. options,
        ]).Json;
    }

    private static string Decoder()
    {
        string packages = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        return $"SkiaSharp {Regex.Match(packages, "\"SkiaSharp\" Version=\"(.*)\"").Groups[1].Value} (libjpeg-turbo)";
    }

    private static string Sample()
    {
        return Repository.Cards("samples/12_arrow-right_0.jpg");
    }

    /// <summary>A folder of that sample with an EXIF segment that says orientation 3.</summary>
    private string UpsideDown()
    {
        byte[] jpeg = File.ReadAllBytes(Sample());
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0,
            0, 0, 0, 0,
        ];
        folder.Write("turned/12_0.jpg", [.. jpeg[..2], .. exif, .. jpeg[2..]]);
        return folder.File("turned");
    }
}
