using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Firmware.Nodes;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>From images to an independent subscriber, as separate processes around a real broker.</summary>
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
            "--broker-host", "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "e2e");
        Wait.Until(() => subscriber.Payloads("sqnet/e2e/status").Length >= 2, "birth and farewell arrive");
        JsonElement birth = Parse(subscriber.Payloads("sqnet/e2e/status")[0]);
        Assert.AreEqual("online", birth.GetProperty("status").GetString());
        Assert.AreEqual("cards", birth.GetProperty("model").GetString());
        JsonElement[] labels = subscriber.Payloads("sqnet/e2e/label").Select(Parse).ToArray();
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 63).ToArray(), labels.Select(l => l.GetProperty("seq").GetInt32()).ToArray());
        int right = labels.Count(
            l => l.GetProperty("frame").GetString()!.StartsWith($"{l.GetProperty("index").GetInt32():D2}_"));
        Assert.IsGreaterThanOrEqualTo(61, right);
        Assert.IsTrue(labels.All(l => l.GetProperty("probability").GetDouble() is > 0 and <= 1));
    }

    /// <summary>The settings file of a device, with TLS; an option goes before it.</summary>
    [TestMethod]
    public void SettingsComeFromAFile()
    {
        using TestAuthority authority = new();
        (string certificate, string key) = authority.Sign(["localhost", "127.0.0.1"]);
        using MosquittoBroker broker = MosquittoBroker.Open(
            $"user root\ncafile {authority.File}\ncertfile {certificate}\nkeyfile {key}\nallow_anonymous true");
        using Subscriber subscriber = new(broker, "house", "--cafile", authority.File);
        string config = Path.Combine(Directory.CreateTempSubdirectory("sqnet-config-").FullName, "node.json");
        File.WriteAllText(
            config,
            $$"""
            {
              "brokerHost": "127.0.0.1", "brokerPort": {{broker.Port}},
              "tls": "tls12", "caCertificate": "{{authority.File}}",
              "clientId": "file", "topicPrefix": "house", "rule": "on-change", "stableFrames": 2, "maxFrames": 1
            }
            """);

        Sqnet result = Sqnet.Run(
            "simulate", "--config", config, "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"),
            "--max-frames", "9", "--json");

        Assert.AreEqual(0, result.ExitCode, result.Errors);
        Wait.Until(() => subscriber.Payloads("house/file/status").Length >= 2, "birth and farewell arrive");
        JsonElement birth = Parse(subscriber.Payloads("house/file/status")[0]);
        Assert.AreEqual("node.json", birth.GetProperty("settings").GetString());
        int[] sequence =
            subscriber.Payloads("house/file/label").Select(l => Parse(l).GetProperty("seq").GetInt32()).ToArray();
        CollectionAssert.AreEqual(new[] { 2, 5, 8 }, sequence, "the second of three frames of a class");
        JsonElement summary = Parse(result.Output.Trim().Split('\n')[^1]);
        Assert.AreEqual(3, summary.GetProperty("published").GetInt32());
        Assert.AreEqual(0, summary.GetProperty("dropped").GetInt32());
        Directory.Delete(Path.GetDirectoryName(config)!, true);
    }

    /// <summary>
    /// Every setting that means something on a computer is an option, and comes out as a device's file.
    /// </summary>
    [TestMethod]
    public void EverySettingIsAnOption()
    {
        Setting[] settings = [.. SettingsTable.All.Where(setting => !setting.IsForDevices)];
        string[] options = [.. settings.SelectMany(setting => new[]
        {
            "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Name), SettingSamples.Json(setting).Trim('"'),
        })];

        Sqnet result = Sqnet.Succeed(
            [.. new[] { "simulate", "--blob", "any", "--frames", "any", "--print-config" }, .. options]);

        CollectionAssert.AreEqual(
            settings.Select(setting => $"{setting.Name}: {SettingSamples.Json(setting)}").ToArray(),
            result.Json.EnumerateObject().Select(p => $"{p.Name}: {p.Value.GetRawText()}").ToArray());
    }

    /// <summary>Raw frames as ffmpeg pipes them; the last is cut short.</summary>
    [TestMethod]
    public void RawFramesComeThroughAPipe()
    {
        string[] files = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(6).ToArray();
        RgbImage[] images = files.Select(file => ImageFile.Read(file)).ToArray();
        byte[] stream = [.. images.SelectMany(image => image.Pixels), 1, 2, 3];
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        Sqnet result = Sqnet.Run(
            stream, "simulate", "--blob", CardsBlob.Path, "--raw", $"{images[0].Width}x{images[0].Height}:rgb24",
            "--broker-host", "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "pipe", "--json");
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
            "--frames", Repository.Cards("samples"), "--broker-host", "127.0.0.1", "--broker-port", $"{broker.Port}",
            "--client-id", "victim",
            "--loop", "--interval-milliseconds", "50",
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
