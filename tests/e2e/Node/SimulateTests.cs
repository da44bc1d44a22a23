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
    [DataRow(true)]
    [DataRow(false)]
    public void EverySettingIsAnOption(bool hasRegions)
    {
        // Crop and regions exclude each other.
        Setting[] settings =
        [
            .. SettingsTable.All.Where(setting => !setting.IsForDevices
                && (setting is not RegionsSetting regions || regions.IsList == hasRegions)),
        ];
        string[] options = [.. settings.SelectMany(setting => SettingSamples.Arguments(setting).SelectMany(value =>
            new[] { SettingSamples.Option(setting), value }))];

        Sqnet result = Sqnet.Succeed(
            [.. new[] { "simulate", "--blob", "any", "--frames", "any", "--print-config" }, .. options]);

        CollectionAssert.AreEqual(
            settings.Select(setting => $"{setting.Name}: {SettingSamples.Json(setting)}").ToArray(),
            result.Json.EnumerateObject().Select(p => $"{p.Name}: {p.Value.GetRawText()}").ToArray());
    }

    /// <summary>What no broker takes is refused by the option's name; what some do not is warned of.</summary>
    [TestMethod]
    public void NamesInTopicsAreJudged()
    {
        using TemporaryFolder folder = new();
        using MosquittoBroker broker = MosquittoBroker.Open();
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-port",
            $"{broker.Port}", "--max-frames", "1",
        ];
        foreach ((string option, string value, string fault) in new[]
            {
                ("--client-id", "a/b", "--client-id must not be empty or contain '/', '+' or '#'."),
                ("--topic-prefix", "/a", "--topic-prefix must not begin with '/' or contain '//'"),
                ("--topic-prefix", "a+", "--topic-prefix must not be empty or contain '+' or '#'."),
                ("--broker-host", "a,", "--broker-host has a comma without a name"),
            })
        {
            Sqnet refused = Sqnet.Run([.. simulate, option, value]);
            Assert.AreEqual(2, refused.ExitCode, refused.Errors);
            StringAssert.Contains(refused.Errors, fault);
        }

        string config = folder.Write("node.json", "{\n  \"clientId\": \"a.b\"\n}");
        string warnings = string.Join(
            ' ',
            Sqnet.Succeed([
                .. simulate, "--broker-host", "127.0.0.1", "--config", config, "--topic-prefix", "my home",
            ]).Errors.Split());
        StringAssert.Contains(warnings, "node.json: line 2, column 15: clientId has a dot: NATS 2.9");
        StringAssert.Contains(warnings, "--topic-prefix has a space: NATS");
    }

    /// <summary>Without a client id the node makes one, keeps it, and says which.</summary>
    [TestMethod]
    public void ANodeWithoutANameTellsTheOneItMakes()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        string errors = string.Join(' ', Sqnet.Succeed(
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--max-frames", "1").Errors.Split());
        int begin = errors.IndexOf("called camera-", StringComparison.Ordinal) + "called ".Length;
        string name = errors[begin..errors.IndexOf(';', begin)];
        Wait.Until(() => subscriber.Payloads($"sqnet/{name}/label").Length == 1, "the label arrives");
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

    /// <summary>A password that is wrong is no broker that is missing.</summary>
    [TestMethod]
    public void ABrokerThatRefusesIsNotCalledMissing()
    {
        using TemporaryFolder folder = new();
        string passwords = folder.File("passwords");
        using (Process made = Process.Start(
            MosquittoBroker.Find("mosquitto_passwd"), ["-b", "-c", passwords, "bob", "right"]))
        {
            made.WaitForExit();
        }

        using MosquittoBroker broker = MosquittoBroker.Open(
            $"user root\nallow_anonymous false\npassword_file {passwords}");
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--give-up-milliseconds", "1",
        ];
        foreach ((string[] user, string reason) in new (string[], string)[]
            {
                ([], "it may want a user and a password."),
                (["--user", "bob", "--password", "wrong"], "see whether user and password are right."),
            })
        {
            Sqnet result = Sqnet.Run([.. simulate, .. user]);
            Assert.AreEqual(4, result.ExitCode);
            StringAssert.Contains(
                result.Errors,
                $"error: The broker 127.0.0.1:{broker.Port} answers: it does not let this node in; {reason}");
            Assert.IsFalse(result.Errors.Contains("Start a broker", StringComparison.Ordinal), result.Errors);
        }

        Assert.AreEqual(0, Sqnet.Run([.. simulate, "--user", "bob", "--password", "right"]).ExitCode);
    }

    /// <summary>With a store they take effect, survive the process, and go before options.</summary>
    [TestMethod]
    public void SettingsComeOverMqttIntoAStore()
    {
        using TemporaryFolder folder = new();
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        string store = folder.File("flash");
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "far", "--store", store, "--json",
        ];
        string settings =
            $$"""{"brokerHost": "127.0.0.1", "brokerPort": {{broker.Port}}, "clientId": "moved", "maxFrames": 2}""";
        using (Process sender = Process.Start(
            MosquittoBroker.Find("mosquitto_pub"),
            ["-p", $"{broker.Port}", "-q", "1", "-r", "-t", "sqnet/far/settings/set", "-m", settings]))
        {
            sender.WaitForExit();
        }

        Sqnet first = Sqnet.Succeed([.. simulate, "--loop", "--interval-milliseconds", "20"]);
        Wait.Until(() => subscriber.Payloads("sqnet/far/settings/result").Length > 0, "an answer comes");
        Assert.IsTrue(Parse(subscriber.Payloads("sqnet/far/settings/result")[0]).GetProperty("ok").GetBoolean());
        Wait.Until(() => subscriber.Payloads("sqnet/moved/label").Length == 2, "the node has moved");
        Assert.AreEqual(settings, File.ReadAllText(Path.Combine(store, "node.json")));
        Assert.IsGreaterThanOrEqualTo(2, Parse(first.Output.Trim().Split('\n')[^1]).GetProperty("frames").GetInt32());

        Sqnet.Succeed(simulate);
        Wait.Until(() => subscriber.Payloads("sqnet/moved/label").Length == 4, "it has stayed there");
    }

    /// <summary>Settings that do not lead to the broker are taken back when the time for it is over.</summary>
    [TestMethod]
    public void SettingsThatLeadNowhereAreTakenBack()
    {
        using TemporaryFolder folder = new();
        using MosquittoBroker broker = MosquittoBroker.Open();
        string wrong = """{"brokerHost": "127.0.0.1", "brokerPort": 1}""";
        folder.Write("node.json", wrong);
        folder.Write("node.try", wrong);
        using Subscriber subscriber = new(broker);
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "back", "--store", folder.Path,
            "--give-up-milliseconds", "700", "--max-frames", "1",
        ];
        const string Undone = "New settings were undone: the broker was not reached with them. The broker 127.0.0.1:1 ";

        // Also of the next start: whoever sent them may look later.
        for (int starts = 1; starts <= 2; starts++)
        {
            Sqnet result = Sqnet.Run(simulate);
            Assert.AreEqual(0, result.ExitCode, result.Errors);
            StringAssert.Contains(result.Errors, Undone);
            CollectionAssert.AreEqual(
                new[] { SettingsStore.Undone }, Directory.GetFiles(folder.Path).Select(Path.GetFileName).ToArray());
            Wait.Until(
                () => subscriber.Payloads("sqnet/back/status").Count(s => s.Contains("\"online\"")) == starts,
                "the status arrives");
            string status = subscriber.Payloads("sqnet/back/status").Last(s => s.Contains("\"online\""));
            StringAssert.StartsWith(Parse(status).GetProperty("settingsProblem").GetString(), Undone);
        }
    }

    /// <summary>The rule publishes some; text and JSON say which.</summary>
    [TestMethod]
    public void WhatIsPublishedIsMarked()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string[] simulate =
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--rule", "on-change", "--stable-frames", "2",
            "--max-frames", "3",
        ];
        string[] text = Sqnet.Succeed(simulate).Output.Trim().Split('\n');
        string[] json = Sqnet.Succeed([.. simulate, "--json"]).Output.Trim().Split('\n');
        CollectionAssert.AreEqual(
            new[] { false, true, false },
            json[..3].Select(line => Parse(line).GetProperty("published").GetBoolean()).ToArray());
        CollectionAssert.AreEqual(
            new[] { true, false, true },
            text[..3].Select(line => line.Contains("  not published  ", StringComparison.Ordinal)).ToArray());
    }

    private static JsonElement Parse(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }
}
