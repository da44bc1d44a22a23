using System.Text;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

[TestClass]
public class JsonTextTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("plain")]
    [DataRow("quote \" backslash \\ slash /")]
    [DataRow("\b\f\n\r\t\0\u001f\u007f")]
    [DataRow("Käse, 猫, 🐈")]
    public void TextsComeBack(string text)
    {
        string json = new JsonText().Add("a", text).Add(text + "x", "b").ToString();

        JsonElement read = JsonDocument.Parse(json).RootElement;
        Assert.AreEqual(text, read.GetProperty("a").GetString());
        Assert.AreEqual("b", read.GetProperty(text + "x").GetString());
    }

    [TestMethod]
    public void HalfCharactersAreEscaped()
    {
        AssertEscaped("a\ud800", "a\\ud800");
        AssertEscaped("\udc00b", "\\udc00b");
        AssertEscaped("\ud800\ud800\udc00", "\\ud800\ud800\udc00");
        AssertEscaped("\ud83d\ude00", "\ud83d\ude00");
    }

    [TestMethod]
    public void ControlCharactersAreEscaped()
    {
        Assert.AreEqual("""{"a":"\u000a"}""", new JsonText().Add("a", "\n").ToString());
    }

    [TestMethod]
    [DataRow(0.0, 4, "0.0000")]
    [DataRow(1.0, 4, "1.0000")]
    [DataRow(0.00004, 4, "0.0000")]
    [DataRow(0.00006, 4, "0.0001")]
    [DataRow(0.99999, 4, "1.0000")]
    [DataRow(0.0512, 4, "0.0512")]
    [DataRow(123.46, 1, "123.5")]
    public void DecimalsAreRounded(double value, int decimals, string expected)
    {
        Assert.AreEqual(expected, JsonText.Decimals(value, decimals));
    }

    [TestMethod]
    [DataRow(0u, "00000000")]
    [DataRow(0xdeadbeefu, "deadbeef")]
    [DataRow(0x12u, "00000012")]
    public void HexHasEightDigits(uint value, string expected)
    {
        Assert.AreEqual(expected, JsonText.Hex(value));
    }

    [TestMethod]
    public void NumbersAreNotQuoted()
    {
        Assert.AreEqual("""{"a":-3,"b":2.50}""", new JsonText().Add("a", -3).Add("b", 2.5, 2).ToString());
    }

    [TestMethod]
    public void LabelIsAsDocumented()
    {
        FrameClassification classification = new(7, 281, "tabby, tabby cat", 0.87654f, 41.26, "cat.jpg")
        {
            CapturedAt = 5_000_000_000,
            CapturedUtc = "2026-02-08T07:05:09.000Z",
            Model = 0x0badcafe,
        };

        Assert.AreEqual(
            """{"seq":7,"label":"tabby, tabby cat","index":281,"probability":0.8765,"ms":41.3,"""
                + "\"model\":\"0badcafe\",\"at\":5000000000,"
                + "\"utc\":\"2026-02-08T07:05:09.000Z\",\"frame\":\"cat.jpg\"}",
            NodeMessages.Label(classification));
    }

    [TestMethod]
    public void NothingHasNoLabel()
    {
        FrameClassification classification = new(7, 281, "tabby", 0.125f, 41.26, string.Empty)
        {
            CapturedAt = 9,
            Model = 0x0badcafe,
        };

        Assert.AreEqual(
            """{"seq":7,"label":"","index":-1,"probability":0.1250,"ms":41.3,"model":"0badcafe","at":9}""",
            NodeMessages.Label(classification.WithoutClass()));
    }

    private static void AssertEscaped(string text, string expected)
    {
        string json = new JsonText().Add("a", text).ToString();

        Assert.AreEqual($$"""{"a":"{{expected}}"}""", json);
        Assert.AreEqual(json, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json)));
    }
}
