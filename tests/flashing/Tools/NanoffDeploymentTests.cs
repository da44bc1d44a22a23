using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Tests.Flashing.Tools;

/// <summary>A board through a nanoff that is played by a script, with the flags of 2 and the verbs of 3.</summary>
[TestClass]
public sealed class NanoffDeploymentTests
{
    private const string Password = "correct horse battery";

    private readonly TemporaryFolder folder = new();
    private readonly ScriptedTool script;

    public NanoffDeploymentTests()
    {
        script = new ScriptedTool(folder.File("tool"), "nanoff");
    }

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Token => TestContext.CancellationToken;

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("2.5.99", "--deploy", "[--nanodevice]", "[--deploy][--image][app.bin]")]
    [DataRow("3.0.0", "deploy", "[deploy]", "[--image][app.bin]")]
    public async Task TheApplicationGoesOverTheWireProtocol(string version, string command, string first, string last)
    {
        script.Answer(command, "Deploying managed application...OK");

        await Node(version).DeployAsync("app.bin", Token);

        Assert.AreEqual(
            $"{first}[--suppressnanoffversioncheck][--serialport][COM5]{last}", script.Calls.Single());
    }

    [TestMethod]
    [DataRow("2.5.99", "--filedeployment", "[--suppressnanoffversioncheck][--filedeployment][")]
    [DataRow("3.0.0", "deploy", "[deploy][--suppressnanoffversioncheck][--file][")]
    public async Task SettingsGoToTheFileThatTheNodeReads(string version, string command, string call)
    {
        script.Answer(command, "Deploying file node.json to I:\\node.json...OK");

        await Node(version).WriteSettingsAsync("/home/me/node.json", Token);

        StringAssert.StartsWith(script.Calls.Single(), call);
        JsonElement file = Kept().GetProperty("Files")[0];
        Assert.AreEqual("COM5", Kept().GetProperty("SerialPort").GetString());
        Assert.AreEqual(@"I:\node.json", file.GetProperty("DestinationFilePath").GetString());
        Assert.AreEqual("/home/me/node.json", file.GetProperty("SourceFilePath").GetString());
    }

    [TestMethod]
    [DataRow("2.5.99", "--networkdeployment")]
    [DataRow("3.0.0", "deploy")]
    public async Task ThePasswordStandsInNoArgumentAndInAFileOfTheOwnerOnly(string version, string command)
    {
        script.Answer(command, "Updating network configuration...OK");

        await Node(version).WriteWifiAsync("home", Password, Token);

        Assert.AreEqual(Password, Kept().GetProperty("WirelessClient").GetProperty("Password").GetString());
        Assert.AreEqual("WPA2_PSK2", Kept().GetProperty("WirelessClient").GetProperty("Encryption").GetString());
        Assert.AreEqual("600", script.Mode);
        AssertNoTrace();
    }

    [TestMethod]
    public async Task ThePasswordIsGoneWhenNanoffFailsAndNotInTheMessage()
    {
        script.Answer("--networkdeployment", $"I was told {Password}\nError E2000: Error connecting.", 208);

        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(
            () => Node("2.5.99").WriteWifiAsync("home", Password, Token));

        Assert.IsFalse(e.Message.Contains(Password, StringComparison.Ordinal), e.Message);
        StringAssert.Contains(e.Message, "nanoCLR does not answer: press RESET");
        AssertNoTrace();
    }

    [TestMethod]
    public async Task AnOpenNetworkHasNoPassword()
    {
        script.Answer("--networkdeployment", "Updating network configuration...OK");

        await Node("2.5.99").WriteWifiAsync("guests", string.Empty, Token);

        JsonElement network = Kept().GetProperty("WirelessClient");
        Assert.AreEqual("Open", network.GetProperty("Authentication").GetString());
        Assert.IsFalse(network.TryGetProperty("Password", out _));
    }

    /// <summary>nanoff ends with 0 though a file could not be written: its text is what counts.</summary>
    [TestMethod]
    [DataRow("Deploying file a to I:\\node.json...\nError deploying content file a to I:\\node.json")]
    [DataRow("Exception deploying content file a to I:\\node.json")]
    public async Task AFailureBehindAGoodExitCodeIsSeen(string output)
    {
        script.Answer("--filedeployment", output);

        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(
            () => Node("2.5.99").WriteSettingsAsync("a", Token));

        StringAssert.Contains(e.Message, "deploying content file");
        Assert.AreEqual(FlashingCause.Environment, e.Cause);
    }

    private NanoffDeployment Node(string version)
    {
        return new NanoffDeployment(new ExternalTool("nanoff", script.File, [], Version.Parse(version)), () => "COM5");
    }

    private JsonElement Kept()
    {
        return JsonDocument.Parse(script.Kept).RootElement;
    }

    private void AssertNoTrace()
    {
        Assert.IsFalse(script.Calls.Any(call => call.Contains(Password, StringComparison.Ordinal)));
        Assert.IsFalse(File.Exists(script.LastArgument), script.LastArgument);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(script.LastArgument)), script.LastArgument);
    }
}
