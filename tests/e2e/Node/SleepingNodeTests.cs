using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>A node that sleeps between images and switches a pin, with a device's settings and a real broker.</summary>
[TestClass]
public sealed class SleepingNodeTests
{
    [TestMethod]
    public void ItSleepsAndLosesNothing()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        string label = File.ReadAllLines(Repository.Cards("labels.txt"))[0];
        string folder = Directory.CreateTempSubdirectory("sqnet-sleep-").FullName;
        string config = Path.Combine(folder, "node.json");
        File.WriteAllText(
            config,
            $$"""
            {
              "brokerHost": "127.0.0.1", "brokerPort": {{broker.Port}}, "clientId": "asleep", "sleepSeconds": 60,
              "outputs": [{"pin": 1, "label": {{JsonSerializer.Serialize(label)}}, "milliseconds": 50}],
              "maxFrames": 5
            }
            """);

        Sqnet result = Sqnet.Run(
            "simulate", "--config", config, "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"),
            "--skip-sleeps", "--json");

        Assert.AreEqual(0, result.ExitCode, result.Errors);
        Wait.Until(() => subscriber.Payloads("sqnet/asleep/label").Length >= 5, "all labels arrive");
        Wait.Until(() => Kinds(subscriber).LastOrDefault() == "offline", "the farewell arrives");
        int[] sequence = [.. subscriber.Payloads("sqnet/asleep/label").Select(l => Number(l, "seq"))];
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5 }, sequence);
        int[] times = [.. subscriber.Payloads("sqnet/asleep/label").Select(l => Number(l, "at") / 60000)];
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, times, "the time of sleeps counts");
        CollectionAssert.AreEqual(
            new[]
            {
                "online", "sleeping", "online", "sleeping", "online", "sleeping", "online", "sleeping", "online",
                "offline",
            },
            Kinds(subscriber));
        int pulses = subscriber.Payloads("sqnet/asleep/label")
            .Count(l => JsonDocument.Parse(l).RootElement.GetProperty("label").GetString() == label);
        Assert.AreNotEqual(0, pulses);
        string[] pins = [.. result.Output.Split('\n').Where(line => line.Contains("\"pin\""))];
        Assert.AreEqual($$"""{"pin":1,"on":true,"label":{{JsonSerializer.Serialize(label)}}}""", pins[0]);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 2 * pulses).Select(i => i % 2 == 0).ToArray(),
            pins.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("on").GetBoolean()).ToArray(),
            "one pulse for each image of the class, over before the next");
        Directory.Delete(folder, true);
    }

    /// <summary>The broker is away in some wakes: all that is wanted comes once, in order, or is counted.</summary>
    [TestMethod]
    public void WakesWithoutABrokerAreMadeUpFor()
    {
        string folder = Directory.CreateTempSubdirectory("sqnet-sleep-").FullName;
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        for (int run = 1; run <= 4; run++)
        {
            // Nothing listens at the discard port: the broker is away in every other run.
            int port = run % 2 == 1 ? 9 : broker.Port;
            Wake(folder, port, 3);
            if (run % 2 == 0)
            {
                int expected = 3 * run;
                Wait.Until(() => Kinds(subscriber).Count(kind => kind == "offline") == run / 2, "the farewell arrives");
                Wait.Until(() => subscriber.Payloads("sqnet/asleep/label").Length >= expected, "all labels arrive");
                int seen = Sum(subscriber.Payloads("sqnet/asleep/status").Last(s => s.Contains("\"sleeping\"")));
                Assert.AreEqual(3 * run - 1, seen, "published, waiting and dropped before the last wake");
            }
        }

        int[] sequence = [.. subscriber.Payloads("sqnet/asleep/label").Select(l => Number(l, "seq"))];
        Assert.HasCount(12, sequence);
        CollectionAssert.AreEqual(sequence.Order().Distinct().ToArray(), sequence, "numbers rise");
        Directory.Delete(folder, true);
    }

    private static void Wake(string folder, int port, int frames)
    {
        string config = Path.Combine(folder, "config.json");
        File.WriteAllText(
            config,
            $$"""
            {
              "brokerHost": "127.0.0.1", "brokerPort": {{port}}, "clientId": "asleep", "sleepSeconds": 60,
              "awakeMilliseconds": 1000, "giveUpMilliseconds": 500, "maxFrames": {{frames}}
            }
            """);
        Sqnet.Succeed(
            "simulate", "--config", config, "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"),
            "--loop", "--skip-sleeps", "--store", Path.Combine(folder, "flash"));
    }

    private static int Sum(string status)
    {
        return Number(status, "published") + Number(status, "waiting") + Number(status, "dropped");
    }

    private static string[] Kinds(Subscriber subscriber)
    {
        return
        [
            .. subscriber.Payloads("sqnet/asleep/status")
                .Select(s => JsonDocument.Parse(s).RootElement.GetProperty("status").GetString()!),
        ];
    }

    private static int Number(string json, string name)
    {
        return JsonDocument.Parse(json).RootElement.GetProperty(name).GetInt32();
    }
}
