using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Flashing.Images;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>sqnet flash without a board: steps, one image, a folder for browsers, and what is refused.</summary>
[TestClass]
public sealed class FlashTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ADryRunPrintsEveryStepForEachBoard()
    {
        foreach (Board board in Boards.Names.Select(Boards.Load))
        {
            string[] flash = [.. Flash(board), "--wifi", "home", "--broker", "localhost", "--dry-run"];
            JsonElement[] steps =
                [.. InProcess.Succeed([.. flash, "--json"]).Json.GetProperty("steps").EnumerateArray()];
            Assert.AreEqual(
                "write, write, write, write, write, reset, wifi, settings, reset, watch",
                string.Join(", ", steps.Select(step => step.GetProperty("step").GetString())));
            int model = board.FlashBytes > 8 << 20 ? 0x790000 : 0x690000;
            Assert.AreEqual(model, steps[4].GetProperty("offset").GetInt32(), board.Name);
            string output = InProcess.Succeed(flash).Output;
            StringAssert.Contains(output, $"0x{model:X}");
            StringAssert.Contains(output, "dry run: nothing was written");
        }
    }

    [TestMethod]
    public void AnImageAndAFolderHoldTheSameBytes()
    {
        string image = folder.File("all.bin");
        string web = folder.File("site");
        string output =
            InProcess.Succeed([.. Flash(Boards.Load("esp32-s3-eye")), "--image", image, "--web", web]).Output;
        StringAssert.Contains(output, "erases stored Wi-Fi and node.json");
        byte[] all = File.ReadAllBytes(image);
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(web, "manifest.json"))).RootElement;
        JsonElement[] parts = [.. manifest.GetProperty("builds")[0].GetProperty("parts").EnumerateArray()];
        Assert.HasCount(5, parts);
        foreach (JsonElement part in parts)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(web, part.GetProperty("path").GetString()!));
            Assert.IsTrue(all.AsSpan(part.GetProperty("offset").GetInt32()).StartsWith(bytes));
        }
    }

    [TestMethod]
    public void WhatIsMissingOrDoesNotFitIsSaid()
    {
        string[] eye = Flash(Boards.Load("esp32-s3-eye"));
        InProcess.Fail(2, "There is nothing to write", "flash", "--board", "esp32-s3-eye");
        InProcess.Fail(
            2, "--image and --web need", "flash", "--board", "esp32-s3-eye", "--model", CardsBlob.Path, "--web", "a");
        InProcess.Fail(2, "is 'esp32-s3-eye' meant?", [.. Named("esp32-s3-ey"), "--dry-run"]);
        InProcess.Fail(
            1, "give --firmware DIR", "flash", "--board", "esp32-s3-eye", "--model", CardsBlob.Path, "--dry-run");
        InProcess.Fail(1, "needs the quad one", [.. Named("esp32-s3-no-psram"), "--dry-run"]);
        InProcess.Fail(3, "offset 0x0: an assembly begins", [.. eye[..^1], CardsBlob.Path, "--dry-run"]);
        InProcess.Fail(3, "no such file", [.. eye, "--settings", folder.File("none"), "--dry-run"]);
        File.WriteAllText(folder.File("node.json"), """{"ledPins":1}""");
        InProcess.Fail(3, "ledPins", [.. eye, "--settings", folder.File("node.json"), "--dry-run"]);
        InProcess.Fail(2, "there is no terminal to ask", [.. eye, "--wifi", "home", "--port", "none"]);
    }

    private string[] Named(string board)
    {
        return Flash(Boards.Load("esp32-s3-eye"), board);
    }

    private string[] Flash(Board board, string? name = null)
    {
        string variant = board.PsramMode == "octal" ? "octal" : "quad";
        string firmware = folder.File($"{variant}-{board.FlashBytes >> 20}mb");
        TestFirmware.Write(firmware, variant, (int)(board.FlashBytes >> 20));
        string application = folder.File("CameraNode.bin");
        File.WriteAllBytes(application, TestFirmware.Application());
        return
        [
            "flash", "--board", name ?? board.Name, "--firmware", firmware, "--model", CardsBlob.Path, "--app",
            application,
        ];
    }
}
