using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Tools;
using SqueezeNet.Embedded.Tests.Flashing.Ports;

namespace SqueezeNet.Embedded.Tests.Flashing.Tools;

/// <summary>A board through an esptool that is played by a script.</summary>
[TestClass]
public sealed class EsptoolFlashTests
{
    private readonly TemporaryFolder folder = new();
    private readonly MadeUpSystem system;
    private readonly ScriptedTool script;

    public EsptoolFlashTests()
    {
        system = new MadeUpSystem(folder.File("root"));
        system.AddUsb("ttyACM0", "303a", "1001", "34:85:18:AA:BB:CC");
        script = new ScriptedTool(folder.File("tool"), "esptool");
    }

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Token => TestContext.CancellationToken;

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public async Task VersionFourTellsWhatTheBoardIs()
    {
        script.Answer("flash_id", EsptoolTexts.IdentityFour).Answer("get_security_info", EsptoolTexts.Plain);

        ChipInfo chip = await Board("4.12.0").IdentifyAsync(Token);

        Assert.AreEqual(new ChipInfo("esp32s3", "v0.2", 8 << 20, 8 << 20, "34:85:18:aa:bb:cc", false), chip);
        Assert.AreEqual(
            "[--chip][auto][--port][/dev/ttyACM0][--baud][460800]"
            + "[--before][default_reset][--after][no_reset][flash_id]",
            script.Calls[0]);
    }

    [TestMethod]
    public async Task VersionFiveTellsWhatTheBoardIs()
    {
        script.Answer("flash-id", EsptoolTexts.IdentityFive).Answer("get-security-info", EsptoolTexts.Encrypted);

        ChipInfo chip = await Board("5.3.1").IdentifyAsync(Token);

        Assert.AreEqual(new ChipInfo("esp32s3", "v0.1", 16 << 20, null, "34:85:18:aa:bb:dd", true), chip);
        StringAssert.Contains(script.Calls[0], "[--before][default-reset][--after][no-reset][flash-id]");
    }

    [TestMethod]
    public async Task AnAnswerInOtherWordsIsNotGuessedAt()
    {
        script.Answer("flash_id", "all is well").Answer("get_security_info", string.Empty);

        FlashingException e = await FailsAsync(Board("4.12.0").IdentifyAsync(Token));

        StringAssert.Contains(e.Message, "4.5 to 5.3");
    }

    [TestMethod]
    public async Task BytesAreReadThroughAFile()
    {
        script.Answer("read-flash", "Read 4 bytes").Fill("read-flash", [1, 2, 3, 4]);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4 }, await Board("5.0").ReadAsync(0x8000, 4, Token));

        StringAssert.Contains(script.Calls[0], "[read-flash][0x8000][0x4][");
        Assert.IsFalse(File.Exists(script.LastArgument), script.LastArgument);
    }

    [TestMethod]
    public async Task FewerBytesThanAskedForAreAFault()
    {
        script.Answer("read-flash", "Read 3 bytes").Fill("read-flash", [1, 2, 3]);

        FlashingException e = await FailsAsync(Board("5.0").ReadAsync(0x8000, 4, Token));

        StringAssert.Contains(e.Message, "3 of 4 bytes at 0x8000");
    }

    [TestMethod]
    [DataRow("4.12.0", "verify_flash", "-- verify OK (digest matched)", 0, true)]
    [DataRow("4.12.0", "verify_flash", "-- verify FAILED (digest mismatch)\nVerify failed.", 2, false)]
    [DataRow("5.3.1", "verify-flash", "Verification successful (digest matched).", 0, true)]
    [DataRow("5.3.1", "verify-flash", "Verification failed (digest mismatch).", 2, false)]
    public async Task TheChipComparesARegion(string version, string command, string output, int code, bool holds)
    {
        script.Answer(command, output, code);

        Assert.AreEqual(holds, await Board(version).HoldsAsync(Region(0x10000, 5), Token));

        StringAssert.Contains(script.Calls[0], "[keep]");
        Assert.HasCount(5, script.Kept);
    }

    /// <summary>esptool ends with 2 for a difference and for a fault alike.</summary>
    [TestMethod]
    public async Task AComparisonThatFailsIsNoDifference()
    {
        script.Answer("verify_flash", "A fatal error occurred: Failed to connect: No serial data received.", 2);

        FlashingException e = await FailsAsync(Board("4.12.0").HoldsAsync(Region(0, 4), Token));

        StringAssert.Contains(e.Message, "Hold BOOT, press RESET");
    }

    [TestMethod]
    [DataRow("4.12.0", "write_flash", "--flash_size", EsptoolTexts.WrittenFour)]
    [DataRow("5.3.1", "write-flash", "--flash-size", EsptoolTexts.WrittenFive)]
    public async Task RegionsAreWrittenInOneRunAsTheyAre(string version, string command, string size, string output)
    {
        script.Answer(command, output);
        Parts parts = new();

        await Board(version).WriteAsync([Region(0x8000, 3000), Region(0x690000, 1000)], parts, Token);

        Assert.HasCount(1, script.Calls);
        StringAssert.Contains(script.Calls[0], $"[{size}][keep][0x8000][");
        StringAssert.Contains(script.Calls[0], "[0x690000][");
        Assert.HasCount(1000, script.Kept);
        Assert.AreEqual("600", script.Mode);
        CollectionAssert.IsSubsetOf(new[] { 0.75, 0.875, 1.0 }, parts.Seen);
        CollectionAssert.AreEqual(parts.Seen.Order().ToList(), parts.Seen);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(script.LastArgument)), "files are left behind");
    }

    /// <summary>"OK" though only a part was confirmed.</summary>
    [TestMethod]
    public async Task APartThatIsNotConfirmedIsAFault()
    {
        script.Answer("write_flash", "Writing at 0x00008000... (100 %)\nHash of data verified.");

        FlashingException e = await FailsAsync(
            Board("4.12.0").WriteAsync([Region(0x8000, 30), Region(0x690000, 10)], new Parts(), Token));

        StringAssert.Contains(e.Message, "confirmed 1 of 2 parts");
    }

    [TestMethod]
    public async Task TheBoardIsStartedByACheapCommand()
    {
        script.Answer("read_mac", "Hard resetting via RTS pin...");

        await Board("4.12.0").ResetAsync(Token);

        StringAssert.Contains(script.Calls[0], "[--after][hard_reset][read_mac]");
    }

    [TestMethod]
    [DataRow("This chip is ESP32-C3, not ESP32-S3. Wrong --chip argument?", FlashingCause.DoesNotFit, "ESP32-C3, not")]
    [DataRow("[Errno 2] No such file or directory", FlashingCause.Environment, "no port /dev/ttyACM0 any more")]
    [DataRow("[Errno 13] Permission denied: '/dev/ttyACM0'", FlashingCause.Environment, "usermod -aG dialout")]
    [DataRow("[Errno 11] Could not exclusively lock port", FlashingCause.Environment, "by minicom (process 4711)")]
    [DataRow("A serial exception error occurred: read failed", FlashingCause.Environment, "lost in the middle")]
    [DataRow("Lost connection, retrying...", FlashingCause.Environment, "goes on from there")]
    [DataRow("Wrong boot mode detected (0x8)!", FlashingCause.Environment, "Hold BOOT, press RESET, release BOOT")]
    [DataRow("Failed to set baud rate 2000000.", FlashingCause.Environment, "--baud 115200")]
    [DataRow("MD5 of file does not match data in flash!", FlashingCause.Environment, "another cable")]
    [DataRow("A fatal error occurred: the moon is full", FlashingCause.Environment, "the moon is full")]
    public async Task AFaultHasItsRemedy(string said, FlashingCause cause, string remedy)
    {
        system.Hold("/dev/ttyACM0", 4711, "minicom");
        script.Answer("flash_id", $"esptool.py v4.12.0\nA fatal error occurred: {said}", 2);

        FlashingException e = await FailsAsync(Board("4.12.0").IdentifyAsync(Token));

        StringAssert.Contains(e.Message, remedy);
        Assert.AreEqual(cause, e.Cause);
    }

    /// <summary>The S3's own USB vanishes with a reset and may come back under another name.</summary>
    [TestMethod]
    public async Task APortThatComesBackUnderAnotherNameIsFollowed()
    {
        script.Answer("read_mac", string.Empty);
        EsptoolFlash board = Board("4.12.0");
        await board.ResetAsync(Token);
        system.Remove("ttyACM0");
        system.AddUsb("ttyACM1", "303a", "1001", "34:85:18:AA:BB:CC");

        await board.ResetAsync(Token);

        Assert.AreEqual("/dev/ttyACM1", board.Port);
        StringAssert.Contains(script.Calls[1], "[--port][/dev/ttyACM1]");
    }

    private EsptoolFlash Board(string version)
    {
        ExternalTool tool = new("esptool", script.File, [], Version.Parse(version));
        return new EsptoolFlash(tool, system.Ports, "/dev/ttyACM0");
    }

    private static FlashRegion Region(long offset, int bytes)
    {
        return new FlashRegion(offset, new byte[bytes], "a region");
    }

    private static async Task<FlashingException> FailsAsync(Task task)
    {
        return await Assert.ThrowsExactlyAsync<FlashingException>(() => task);
    }

    /// <summary>What is reported, at once and on the same thread.</summary>
    private sealed class Parts : IProgress<double>
    {
        public List<double> Seen { get; } = [];

        public void Report(double value)
        {
            Seen.Add(value);
        }
    }
}
