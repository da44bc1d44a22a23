using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>What a real broker keeps for Home Assistant; an independent client plays its part.</summary>
[TestClass]
public sealed class HomeAssistantTests
{
    private const string Topic = "homeassistant/device/door/config";
    private static readonly string[] presence = ["--presence", "house", "--presence", "hause"];

    /// <summary>From the first start over Home Assistant's own to the end of it.</summary>
    [TestMethod]
    public void TheDocumentComesStaysAndGoes()
    {
        using TemporaryFolder folder = new();
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker, "homeassistant", "-t", "sqnet/#");
        string store = folder.File("flash");
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "door", "--store", store,
            "--rule", "on-change", .. presence,
        ];

        Sqnet first = Sqnet.Succeed([.. simulate, "--discovery", "true"]);
        Wait.Until(() => subscriber.Payloads(Topic).Length == 1, "the document arrives");
        StringAssert.Contains(first.Errors, "presence: the model has no class hause; is house meant?");
        string document = Retained(broker, Topic);
        Sqnet print = Sqnet.Succeed([.. simulate, "--print-discovery"]);
        StringAssert.Contains(print.Errors, "presence: the model has no class hause; is house meant?");
        JsonNode printed = JsonNode.Parse(print.Output)!;
        Assert.IsTrue(JsonNode.DeepEquals(printed, JsonNode.Parse(document)), document);
        Assert.AreEqual("house", JsonDocument.Parse(Retained(broker, "sqnet/door/state")).RootElement
            .GetProperty("label").GetString(), "the last label");

        Sqnet.Succeed([.. simulate, "--discovery", "true"]);
        Assert.HasCount(1, subscriber.Payloads(Topic), "a restart does not send it again");

        // Home Assistant starts while the node runs.
        string[] looping = [.. simulate, "--discovery", "true", "--loop", "--interval-milliseconds", "50"];
        using (Process node = Start(looping))
        {
            int before = subscriber.Payloads("sqnet/door/label").Length;
            Wait.Until(() => subscriber.Payloads("sqnet/door/label").Length > before, "the node publishes");
            Publish(broker, "homeassistant/status", "online");
            Wait.Until(() => subscriber.Payloads(Topic).Length == 2, "the document comes again");
            Publish(broker, "sqnet/door/rule/set", "every-frame");
            Publish(broker, "sqnet/door/min-probability/set", "0.25");
            Wait.Until(
                () => subscriber.Payloads("sqnet/door/status").Any(status => status.Contains(
                    "\"rule\":\"every-frame\",\"minProbability\":0.2500", StringComparison.Ordinal)),
                "commands are taken");
            node.Kill();
            node.WaitForExit();
        }

        Assert.AreEqual(
            """{"rule":"every-frame","minProbability":0.2500}""", File.ReadAllText(Path.Combine(store, "node.json")));
        Sqnet.Succeed([.. simulate, "--discovery", "false"]);
        Wait.Until(() => subscriber.Payloads(Topic)[^1].Length == 0, "the document is taken back");
        Assert.AreEqual(string.Empty, Retained(broker, Topic));
        Assert.IsFalse(File.Exists(Path.Combine(store, "home.json")));
    }

    /// <summary>A broker that keeps nothing over its restart gets it again from a node that runs on.</summary>
    [TestMethod]
    public void ABrokerThatHasLostTheDocumentGetsItAgain()
    {
        using TemporaryFolder folder = new();
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Process node = Start(
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "door", "--store", folder.File("flash"),
            "--rule", "on-change", "--discovery", "true", "--loop", "--interval-milliseconds", "200",
        ]);
        try
        {
            string first = string.Empty;
            Wait.Until(() => (first = Retained(broker, Topic)).Length > 0, "the document arrives");
            broker.Stop();
            broker.Start();
            Assert.AreEqual(string.Empty, Retained(broker, Topic));

            string second = string.Empty;
            Wait.Until(() => (second = Retained(broker, Topic)).Length > 0, "it comes again");
            Assert.AreEqual(first, second);
        }
        finally
        {
            node.Kill();
            node.WaitForExit();
        }
    }

    private static Process Start(string[] arguments)
    {
        Process node = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "sqnet.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return node;
    }

    private static void Publish(MosquittoBroker broker, string topic, string text)
    {
        using Process sender = Process.Start(
            MosquittoBroker.Find("mosquitto_pub"), ["-p", $"{broker.Port}", "-q", "1", "-t", topic, "-m", text]);
        sender.WaitForExit();
    }

    /// <summary>What the broker keeps on a topic, empty if nothing.</summary>
    private static string Retained(MosquittoBroker broker, string topic)
    {
        using Process reader = Process.Start(new ProcessStartInfo(
            MosquittoBroker.Find("mosquitto_sub"),
            ["-p", $"{broker.Port}", "-t", topic, "--retained-only", "-C", "1", "-W", "2"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string text = reader.StandardOutput.ReadToEnd().TrimEnd('\n');
        reader.WaitForExit();
        return text;
    }
}
