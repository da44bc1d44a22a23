using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>What lines of a console mean.</summary>
[TestClass]
public sealed class ConsoleReadingTests
{
    [TestMethod]
    [DataRow("E flash_parts: partition 6 invalid: offset 0x7d0000 exceeds flash chip size 0x400000", "more flash")]
    [DataRow("rst:0x15 (USB_UART_CHIP_RESET),boot:0x0 (DOWNLOAD(USB/UART0))", "ROM loader")]
    [DataRow("waiting for download", "ROM loader")]
    [DataRow("invalid header: 0xffffffff", "no bootloader")]
    [DataRow("E (177) quad_psram: PSRAM chip is not connected, or wrong PSRAM line mode", "octal firmware")]
    [DataRow("Brownout detector was triggered", "supply sags")]
    [DataRow("Guru Meditation Error: Core  0 panic'ed (LoadProhibited).", "fault of the firmware")]
    [DataRow("* Invalid native checksum: SqueezeNet.Embedded 0x12345678!=0x9ABCDEF0 *", "different versions")]
    [DataRow("    ++++ Message: There is no flash partition 'model2'; flash a partition table", "partition table")]
    [DataRow("    ++++ Message: this is not a SqueezeNet.Embedded blob (at byte 0). This is not a", "empty")]
    [DataRow("    ++++ Message: The camera did not start (driver error 0x105). No sensor answers", "no sensor answers")]
    [DataRow("The model fails: the blob is damaged (CRC mismatch) (at byte 12).", "interrupted")]
    public void ALineIsExplained(string text, string cause)
    {
        StringAssert.Contains(ConsoleReading.Read(text).Cause?.Cause, cause);
    }

    /// <summary>Without a debugger nanoCLR cuts long texts.</summary>
    [TestMethod]
    [DataRow("    ++++ Message: There is no flash par", "partition table")]
    [DataRow("    ++++ Message: The camera did not st", "no sensor answers")]
    [DataRow("    ++++ Message: The model does not give", "damaged firmware")]
    public void ALineThatIsCutIsExplainedByItsStart(string text, string cause)
    {
        StringAssert.Contains(ConsoleReading.Read(text).Cause?.Cause, cause);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("The camera")]
    [DataRow("There is no memory for")]
    [DataRow("Ready.")]
    [DataRow("    ++++ Exception System.Exception - CLR_E_FAIL (1) ++++")]
    public void ALineThatCanMeanManyThingsIsNotExplained(string text)
    {
        Assert.IsNull(ConsoleReading.Read(text).Cause);
    }

    [TestMethod]
    [DataRow("Frame 1: heart 0.9731", "heart")]
    [DataRow("Frame 120: great white shark, white shark 0.5000", "great white shark, white shark")]
    [DataRow("Frame 1: hea", null)]
    public void ALabelIsSeen(string text, string? label)
    {
        Assert.AreEqual(label, ConsoleReading.Read(text).Label);
    }

    [TestMethod]
    public void AStateIsToldWithItsLight()
    {
        Assert.AreEqual("joining the Wi-Fi; the light blinks fast", ConsoleReading.Read("State 1").State);
        Assert.IsNull(ConsoleReading.Read("State 12").State);
    }

    [TestMethod]
    public void EveryStateHasItsWords()
    {
        CollectionAssert.AreEquivalent(Enum.GetValues<NodeState>(), NodeStates.Words.Keys.ToArray());
    }

    /// <summary>The words are those of the node's own table, and the fast ones are faster than the slow ones.</summary>
    [TestMethod]
    public void TheLightsWordsAreThoseOfTheNode()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "firmware/CameraNode/README.md"));
        foreach (string fault in NodeStates.Faults.Keys)
        {
            StringAssert.Contains(readme, $"| {fault} | {NodeStates.Faults[fault]} |");
        }

        AssertLight(NodeState.JoiningNetwork, on: 150, off: 250);
        AssertLight(NodeState.LoadingModel, on: 250, off: 1500);
        AssertLight(NodeState.Reconnecting, on: 850, off: 950);
        Assert.IsFalse(LedPatterns.Of(NodeState.Stopped).IsOn(0));
    }

    /// <summary>What the node prints is what is read.</summary>
    [TestMethod]
    [DoNotParallelize]
    public void TheNodeSaysWhatItRuns()
    {
        TextWriter before = Console.Out;
        using StringWriter written = new();
        Console.SetOut(written);
        try
        {
            new ConsoleObserver().Opened("0.1.0", "cards", "dfe9bab0");
        }
        finally
        {
            Console.SetOut(before);
        }

        string line = written.ToString().Split('\n').Single(text => text.Contains("dfe9bab0")).TrimEnd();
        ConsoleLine read = ConsoleReading.Read(line);
        Assert.AreEqual("dfe9bab0", read.ModelCrc);
        Assert.AreEqual("0.1.0", read.Firmware);
        Assert.IsNull(ConsoleReading.Read("Firmware 0.1.0, model dfe9bab").ModelCrc, "cut");
    }

    /// <summary>A text that is worded anew must be worded anew here, too.</summary>
    [TestMethod]
    public void TextsOfOurOwnAreInTheSources()
    {
        string sources = string.Concat(Sources().Select(File.ReadAllText));
        foreach (string phrase in ConsoleCauses.Own.SelectMany(cause => cause.Phrases))
        {
            Assert.IsTrue(sources.Contains(phrase, StringComparison.Ordinal), phrase);
        }
    }

    [TestMethod]
    public void NoPhraseHidesAnother()
    {
        foreach (ConsoleCause cause in ConsoleCauses.All)
        {
            foreach (string phrase in cause.Phrases)
            {
                Assert.AreSame(cause, ConsoleReading.Read(phrase).Cause, phrase);
            }
        }
    }

    private static void AssertLight(NodeState state, long on, long off)
    {
        Assert.IsTrue(LedPatterns.Of(state).IsOn(on), $"{state}");
        Assert.IsFalse(LedPatterns.Of(state).IsOn(off), $"{state}");
    }

    private static IEnumerable<string> Sources()
    {
        return new[] { "firmware/CameraNode", "firmware/SqueezeNet.Embedded", "nanoframework-native/core" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".h");
    }
}
