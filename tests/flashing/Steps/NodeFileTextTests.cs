using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Steps;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>node.json as a board gets it.</summary>
[TestClass]
public sealed class NodeFileTextTests
{
    [TestMethod]
    [DataRow("xiao-esp32s3-sense", 21, true)]
    [DataRow("esp32-s3-eye", 3, false)]
    [DataRow("freenove-esp32-s3", -1, false)]
    public void AKnownBoardBringsItsNameAndItsLight(string board, int pin, bool isActiveLow)
    {
        NodeSettings settings = Read(NodeFileText.Of(null, Boards.Load(board), "192.168.1.10:1884", "model2"));
        Assert.AreEqual((board, pin, isActiveLow), (settings.Board, settings.LedPin, settings.LedActiveLow));
        Assert.AreEqual(("192.168.1.10:1884", "model2"), (settings.BrokerHost, settings.Model));
    }

    [TestMethod]
    public void WhatIsGivenGoesBeforeWhatIsKnown()
    {
        const string given =
            """{"ledPin": 5, "board": "esp32-s3-eye", "clientId": "Tür", "crop": {"x": 0, "y": 0, "size": 100}}""";
        string text = NodeFileText.Of(given, Boards.Load("xiao-esp32s3-sense"), null, null);
        NodeSettings settings = Read(text);
        Assert.AreEqual((5, false, "esp32-s3-eye"), (settings.LedPin, settings.LedActiveLow, settings.Board));
        Assert.AreEqual("Tür", settings.ClientId);
        StringAssert.Contains(text, "Tür");
        Assert.IsNull(NodeFileText.SlotOf(given));
        Assert.AreEqual("model2", NodeFileText.SlotOf("""{"model":"model2"}"""));
    }

    [TestMethod]
    public void ABoardOfTheUsersOwnBringsNothing()
    {
        JsonElement settings = JsonDocument.Parse(
            NodeFileText.Of("{}", Boards.Load("esp32-s3-octal-psram"), null, null)).RootElement;
        Assert.AreEqual("{}", settings.GetRawText());
    }

    [TestMethod]
    [DataRow("""{"ledPins": 5}""", "node.json: ")]
    [DataRow("""{"ledPin": 99}""", "ledPin")]
    [DataRow("""{"ledPin": 5""", "node.json: ")]
    public void WhatTheNodeWouldRefuseIsRefused(string given, string message)
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => NodeFileText.Of(given, Boards.Load("esp32-s3-eye"), null, null));
        StringAssert.Contains(e.Message, message);
        Assert.AreEqual(FlashingCause.BadFile, e.Cause);
    }

    [TestMethod]
    public void AFileThatIsTooLongIsRefused()
    {
        string given = "{" + new string(' ', 33000) + "}";
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => NodeFileText.Of(given, Boards.Load("esp32-s3-eye"), null, null));
        StringAssert.Contains(e.Message, "more than 32768 bytes");
    }

    private static NodeSettings Read(string text)
    {
        NodeSettings settings = new();
        SettingsReader.Read(text, settings);
        return settings;
    }
}
