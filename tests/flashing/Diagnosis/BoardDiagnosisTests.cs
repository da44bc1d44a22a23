using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing.Diagnosis;
using SqueezeNet.Embedded.Flashing.Tools;
using SqueezeNet.Embedded.Tests.Flashing.Ports;
using SqueezeNet.Embedded.Tests.Flashing.Tools;

namespace SqueezeNet.Embedded.Tests.Flashing.Diagnosis;

/// <summary>What is missing between a computer and a board that tells labels.</summary>
[TestClass]
public sealed class BoardDiagnosisTests
{
    private readonly TemporaryFolder folder = new();
    private readonly MadeUpSystem system;
    private readonly ScriptedTool esptool;
    private readonly ScriptedTool nanoff;

    public BoardDiagnosisTests()
    {
        system = new MadeUpSystem(folder.File("root"));
        esptool = new ScriptedTool(folder.File("esptool"), "esptool").Answer("version", "esptool v5.3.1");
        nanoff = new ScriptedTool(folder.File("nanoff"), "nanoff").Answer("--version", "nanoff 2.5.99");
    }

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public async Task AllThatIsThereIsFound()
    {
        PlugIn();
        Holds("0x10000", [0xe9, 0x03]);
        Holds("0x1b0000", "NFMRK1"u8);
        Holds("0x690000", "SQNT"u8);

        List<Finding> findings = await FindAsync();

        string[] names = ["dotnet", "nanoff", "esptool", "port", "board", "table", "nanoCLR", "application", "model"];
        CollectionAssert.AreEqual(names, findings.Select(finding => finding.Name).ToArray());
        Assert.IsTrue(findings.All(finding => finding.IsThere), string.Join('\n', findings));
        StringAssert.Contains(findings[4].What, "esp32s3 v0.2, 8 MB of flash, 8 MB of PSRAM; can be ");
        StringAssert.Contains(findings[4].What, "xiao-esp32s3-sense");
        StringAssert.Contains(esptool.Calls[^1], "[hard-reset]");
    }

    [TestMethod]
    public async Task AnEmptySlotNamesTheCommandThatFillsIt()
    {
        PlugIn();
        Holds("0x10000", [0xff]);
        Holds("0x1b0000", [0xff]);
        Holds("0x690000", [0xff]);

        Finding model = (await FindAsync())[^1];

        Assert.IsFalse(model.IsThere);
        StringAssert.Contains(model.What, "none in the partition model, at 0x690000");
        StringAssert.StartsWith(model.Remedy, "sqnet flash --port /dev/ttyACM0 --board NAME");
    }

    [TestMethod]
    public async Task ABoardThatDoesNotAnswerIsTheLastFinding()
    {
        PlugIn();
        esptool.Answer("flash-id", "A fatal error occurred: Failed to connect: No serial data received.", 2);

        Finding board = (await FindAsync())[^1];

        Assert.AreEqual("board", board.Name);
        Assert.AreEqual("Hold BOOT, press RESET, release BOOT, then repeat the command.", board.Remedy);
    }

    [TestMethod]
    public async Task WithoutAPortTheBoardIsNotAsked()
    {
        List<Finding> findings = await FindAsync();

        Assert.AreEqual("port", findings[^1].Name);
        StringAssert.Contains(findings[^1].Remedy, "USB cable that carries data");
        CollectionAssert.AreEqual(new[] { "[version]" }, esptool.Calls.ToArray());
    }

    private void PlugIn()
    {
        system.AddUsb("ttyACM0", "303a", "1001", "A");
        esptool.Answer("flash-id", EsptoolTexts.IdentityFour).Answer("get-security-info", EsptoolTexts.Plain)
            .Answer("read-mac", "Hard resetting");
        byte[] table = [.. Entry("factory", 0x10000), .. Entry("deploy", 0x1b0000), .. Entry("model", 0x690000)];
        Array.Resize(ref table, 0xC00);
        esptool.Answer("0x8000", "Read").Fill("0x8000", table);
    }

    private void Holds(string offset, ReadOnlySpan<byte> start)
    {
        byte[] bytes = new byte[16];
        start.CopyTo(bytes);
        esptool.Answer(offset, "Read").Fill(offset, bytes);
    }

    private static byte[] Entry(string name, uint offset)
    {
        byte[] entry = new byte[32];
        entry[0] = 0xaa;
        entry[1] = 0x50;
        BitConverter.TryWriteBytes(entry.AsSpan(4), offset);
        Encoding.ASCII.GetBytes(name).CopyTo(entry, 12);
        return entry;
    }

    private async Task<List<Finding>> FindAsync()
    {
        ReachRequest request = new() { Esptool = esptool.File, Nanoff = nanoff.File };
        List<Finding> findings = [];
        BoardDiagnosis diagnosis = new(system.Ports, request);
        await foreach (Finding finding in diagnosis.RunAsync(TestContext.CancellationToken))
        {
            findings.Add(finding);
        }

        return findings;
    }
}
