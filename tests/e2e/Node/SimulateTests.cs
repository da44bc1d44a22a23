using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>From pictures to an independent subscriber, as separate processes around a real broker.</summary>
[TestClass]
public sealed class SimulateTests
{
    [TestMethod]
    public void LabelsReachASubscriber()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        Sqnet.Succeed(
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"),
            "--broker", $"127.0.0.1:{broker.Port}", "--client-id", "e2e");
        Wait.Until(() => subscriber.Payloads("sqnet/e2e/status").Length >= 2, "birth and farewell arrive");
        JsonElement birth = Parse(subscriber.Payloads("sqnet/e2e/status")[0]);
        Assert.AreEqual("online", birth.GetProperty("status").GetString());
        Assert.AreEqual("cards", birth.GetProperty("model").GetString());
        JsonElement[] labels = subscriber.Payloads("sqnet/e2e/label").Select(Parse).ToArray();
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 63).ToArray(), labels.Select(l => l.GetProperty("seq").GetInt32()).ToArray());
        int right = labels.Count(l => l.GetProperty("frame").GetString()!.StartsWith($"{l.GetProperty("index").GetInt32():D2}_"));
        Assert.IsGreaterThanOrEqualTo(61, right);
        Assert.IsTrue(labels.All(l => l.GetProperty("score").GetDouble() is > 0 and <= 1));
    }

    /// <summary>Raw frames as ffmpeg pipes them; the last is cut short.</summary>
    [TestMethod]
    public void RawFramesComeThroughAPipe()
    {
        string[] files = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(6).ToArray();
        RgbImage[] images = files.Select(ImageFile.Read).ToArray();
        byte[] stream = [.. images.SelectMany(image => image.Pixels), 1, 2, 3];
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        Sqnet result = Sqnet.Run(
            stream, "simulate", "--blob", CardsBlob.Path, "--raw", $"{images[0].Width}x{images[0].Height}:rgb24",
            "--broker", $"127.0.0.1:{broker.Port}", "--client-id", "pipe", "--json");
        Wait.Until(() => subscriber.Payloads("sqnet/pipe/status").Length >= 2, "birth and farewell arrive");
        Assert.HasCount(6, subscriber.Payloads("sqnet/pipe/label"));
        Assert.AreEqual(3, result.ExitCode, "a short frame is no success");
        StringAssert.Contains(result.Errors, "warning");
        Assert.HasCount(7, result.Output.Trim().Split('\n'));
    }

    /// <summary>A node that is killed says nothing any more; the broker publishes its will.</summary>
    [TestMethod]
    public void AKilledNodeLeavesItsWill()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "sqnet.dll"), "simulate", "--blob", CardsBlob.Path,
            "--frames", Repository.Cards("samples"), "--broker", $"127.0.0.1:{broker.Port}", "--client-id", "victim",
            "--loop", "--interval", "50",
        ];
        using Process node = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        Wait.Until(() => subscriber.Payloads("sqnet/victim/label").Length > 2, "the node publishes");
        node.Kill();
        node.WaitForExit();
        Wait.Until(
            () => subscriber.Payloads("sqnet/victim/status").Any(s => s.Contains("offline", StringComparison.Ordinal)),
            "the will arrives");
    }

    private static JsonElement Parse(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }
}
