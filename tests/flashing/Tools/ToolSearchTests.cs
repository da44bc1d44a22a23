using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Tests.Flashing.Tools;

/// <summary>Finding esptool and nanoff by what they say of themselves.</summary>
[TestClass]
public sealed class ToolSearchTests
{
    private readonly TemporaryFolder folder = new();

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Token => TestContext.CancellationToken;

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("esptool.py v4.12.0\n4.12.0", "4.12.0")]
    [DataRow("esptool.py v4.5\n4.5", "4.5")]
    [DataRow("esptool v5.3.1\n5.3.1", "5.3.1")]
    [DataRow("\u001b[1mesptool v5.0.dev1\u001b[0m", "5.0")]
    public async Task EsptoolSaysItsVersion(string output, string version)
    {
        string file = new ScriptedTool(folder.File("tool"), "esptool").Answer("version", output).File;

        Assert.AreEqual(Version.Parse(version), (await Esptool.FindAsync(file, Token)).Version);
    }

    [TestMethod]
    public async Task AnEsptoolThatIsTooOldIsRefused()
    {
        string file = new ScriptedTool(folder.File("tool"), "esptool").Answer("version", "esptool.py v3.3.3").File;

        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(() => Esptool.FindAsync(file, Token));

        StringAssert.Contains(e.Message, "3.3.3, but 4.5 or newer is needed");
        StringAssert.Contains(e.Message, "pip install --upgrade esptool");
        Assert.AreEqual(FlashingCause.Environment, e.Cause);
    }

    [TestMethod]
    public async Task AToolThatIsNotThereSaysHowToGetIt()
    {
        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(
            () => Esptool.FindAsync(folder.File("nowhere"), Token));

        StringAssert.Contains(e.Message, "esptool is not installed");
        StringAssert.Contains(e.Message, "pipx install esptool");
    }

    [TestMethod]
    [DataRow("nanoff 2.5.99+8f1c0e", "2.5.99")]
    [DataRow(".NET nanoFramework Firmware Flasher v3.0.0-preview.1+06913d2", "3.0.0")]
    public async Task NanoffSaysItsVersion(string output, string version)
    {
        string file = new ScriptedTool(folder.File("tool"), "nanoff").Answer("--version", output).File;

        Assert.AreEqual(Version.Parse(version), (await Nanoff.FindAsync(file, Token)).Version);
    }

    [TestMethod]
    public async Task ANanoffThatIsNotThereSaysHowToGetIt()
    {
        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(
            () => Nanoff.FindAsync(folder.File("nowhere"), Token));

        StringAssert.Contains(e.Message, "dotnet tool install -g nanoff");
    }
}
