using System.IO;
using System.Linq;
using System.Text;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>Client ids and prefixes: what no broker takes is refused, what some do not take is warned of.</summary>
[TestClass]
public class TopicTextTests
{
    [TestMethod]
    [DataRow("a/b", "must not be empty or contain '/', '+' or '#'.")]
    [DataRow("a+", "must not be empty or contain '/', '+' or '#'.")]
    [DataRow("#", "must not be empty or contain '/', '+' or '#'.")]
    [DataRow(" ", "consists of spaces only; give it letters or digits.")]
    [DataRow("a\0", "must not contain control characters or halves of characters.")]
    [DataRow("a\u0085", "must not contain control characters or halves of characters.")]
    public void IdsThatNoBrokerTakesAreRefused(string id, string fault)
    {
        SettingsException e = Assert.ThrowsExactly<SettingsException>(
            () => new NodeSettings { ClientId = id }.Check());
        Assert.AreEqual("clientId", e.Key);
        Assert.AreEqual("clientId " + fault, e.Message);
    }

    [TestMethod]
    [DataRow("", "must not be empty or contain '+' or '#'.")]
    [DataRow("home/+", "must not be empty or contain '+' or '#'.")]
    [DataRow("/home", "must not begin with '/' or contain '//': no level of a topic may be empty.")]
    [DataRow("home//hall", "must not begin with '/' or contain '//': no level of a topic may be empty.")]
    [DataRow("home/", "must not end with '/', since one follows it in topics: home//...; leave it out.")]
    [DataRow("/", "must not end with '/', since one follows it in topics: //...; leave it out.")]
    public void PrefixesThatNoBrokerTakesAreRefused(string prefix, string fault)
    {
        SettingsException e = Assert.ThrowsExactly<SettingsException>(
            () => new NodeSettings { TopicPrefix = prefix }.Check());
        Assert.AreEqual("topicPrefix", e.Key);
        Assert.AreEqual("topicPrefix " + fault, e.Message);
    }

    /// <summary>They have no UTF-8; an attribute could not hold them either.</summary>
    [TestMethod]
    public void HalvesOfCharactersAreRefused()
    {
        foreach (string id in new[] { "\ud83d", "\udc31", "\udc31\ud83d", "a\ud83db", "\ud83d\ud83d\udc31" })
        {
            SettingsException e = Assert.ThrowsExactly<SettingsException>(
                () => new NodeSettings { ClientId = id }.Check());
            Assert.AreEqual("clientId must not contain control characters or halves of characters.", e.Message);
        }
    }

    [TestMethod]
    public void WhatMqttHasNoRoomForIsRefused()
    {
        Assert.ThrowsExactly<SettingsException>(() => new NodeSettings { ClientId = new string('x', 65536) }.Check());
        Assert.ThrowsExactly<SettingsException>(() => new NodeSettings { ClientId = new string('猫', 21846) }.Check());
        NodeSettings both = new() { ClientId = new string('x', 12000), TopicPrefix = new string('猫', 12000) };
        Assert.AreEqual("topicPrefix", Assert.ThrowsExactly<SettingsException>(both.Check).Key);
        NodeSettings longest = new() { ClientId = new string('猫', 10000), TopicPrefix = new string('猫', 11000) };
        longest.Check();
        Assert.IsLessThanOrEqualTo(65535, Encoding.UTF8.GetByteCount(NodeMessages.Topic(longest, "snapshot/meta")));
    }

    [TestMethod]
    [DataRow("door-1_A")]
    [DataRow("Tür")]
    [DataRow("猫🐱")]
    public void WhatAllBrokersTakeIsTaken(string id)
    {
        NodeSettings settings = new() { ClientId = id, TopicPrefix = "home/" + id };
        settings.Check();
        Assert.AreEqual(string.Empty, settings.Warning());
    }

    [TestMethod]
    [DataRow("node.1", "has a dot: NATS 2.9 ends such connections, and RabbitMQ makes '/' of it in topics.")]
    [DataRow("front door", "has a space: NATS ends such connections.")]
    [DataRow("a*", "has '*' or '>': for NATS they stand for other topics.")]
    [DataRow("$node", "has a level that begins with '$': brokers keep such topics for themselves.")]
    public void WhatSomeBrokersDoNotTakeIsWarnedOf(string id, string warning)
    {
        NodeSettings settings = new() { ClientId = id };
        settings.Check();
        Assert.AreEqual("clientId " + warning, settings.Warning());
        settings = new NodeSettings { TopicPrefix = "home/" + id };
        settings.Check();
        Assert.AreEqual("topicPrefix " + warning, settings.Warning());
    }

    [TestMethod]
    public void AFileTellsThePlace()
    {
        NodeSettings settings = new();
        SettingsReader.Read("{\n  \"clientId\": \"a.b\",\n  \"topicPrefix\": \"my home\"\n}", settings);
        Assert.AreEqual(
            "line 2, column 15: clientId has a dot: NATS 2.9 ends such connections, and RabbitMQ makes '/' of it in "
            + "topics. line 3, column 18: topicPrefix has a space: NATS ends such connections.",
            settings.Warning());
    }

    [TestMethod]
    public void TheNodeWarnsAndItsStatusTells()
    {
        Bench bench = Bench.OfCats(1);
        bench.Settings.ClientId = "a b";

        bench.Run();

        string warning = "clientId has a space: NATS ends such connections.";
        CollectionAssert.Contains(bench.Observer.Warnings, warning);
        Assert.AreEqual(warning, Bench.Parse(bench.Messages.Statuses[0]).GetProperty("settingsWarning").GetString());
    }

    [TestMethod]
    public void ANodeWithoutANameMakesOneAndKeepsIt()
    {
        string folder = Directory.CreateTempSubdirectory("sqnet-name-").FullName;
        string name = OwnName.Make("My-PC.example.org", folder);
        Assert.StartsWith("camera-mypcexamp-", name);
        Assert.AreEqual(23, name.Length);
        Assert.AreEqual(name, OwnName.Make("My-PC.example.org", folder));
        File.WriteAllText(Path.Combine(folder, "sqnet", "client-id"), "damaged");
        Assert.AreNotEqual(name, OwnName.Make("My-PC.example.org", folder));
        Directory.Delete(folder, true);
        Assert.AreNotEqual(OwnName.Make("猫", string.Empty), OwnName.Make("猫", string.Empty));
        Assert.AreEqual("camera-".Length + 6, OwnName.Make("猫", string.Empty).Length);

        NodeSettings settings = new();
        settings.Complete();
        Assert.StartsWith("camera-", settings.ClientId);
        settings.Check();
        Assert.AreEqual(string.Empty, settings.Warning());
        CollectionAssert.DoesNotContain(new[] { "camera", "camera-" }, settings.ClientId);
        Assert.IsTrue(settings.ClientId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
    }
}
