using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>sqnet view and sqnet capture look through a simulated node, around a real broker.</summary>
[TestClass]
public sealed class SnapshotTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    /// <summary>The JPEG is of the frame that is named beside it, and no other.</summary>
    [TestMethod]
    public void ViewSavesTheFramesThatWerePlayed()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Process node = Simulate(
            broker, "--snapshots", "on-request", "--snapshot-milliseconds", "0", "--snapshot-quality", "95");
        string saved = folder.File("saved");
        for (int i = 0; i < 3; i++)
        {
            Sqnet.Succeed(View(broker, "--node", "seen", "--once", "-o", saved));
        }

        Sqnet once = Sqnet.Succeed(View(broker, "--node", "seen", "--once", "--json"));
        Assert.AreEqual("seen", once.Json.GetProperty("node").GetString());
        Sqnet text = Sqnet.Succeed(View(broker, "--node", "seen", "--once"));
        StringAssert.Matches(
            text.Output, new(@"^frame \d+  \S.*  \d+\.\d %  160x120 \(seen 120x120 at 20,0\)  \d+ bytes  20\d\d-"));
        Assert.IsFalse(text.Output.Contains('\u001b'), "no colours where nobody sees them");
        End(node);

        JsonElement[] entries = [.. File.ReadAllLines(Path.Combine(saved, "snapshots.jsonl")).Select(Parse)];
        Assert.HasCount(3, entries);
        foreach (JsonElement entry in entries)
        {
            RgbImage seen = ImageFile.Read(Path.Combine(saved, entry.GetProperty("file").GetString()!));
            RgbImage played = ImageFile.Read(Path.Combine(
                Repository.Cards("samples"), entry.GetProperty("frame").GetString()!));
            Assert.AreEqual((played.Width, played.Height), (seen.Width, seen.Height));
            double ratio = SignalToNoise(played, seen);
            Assert.IsGreaterThan(30, ratio, $"{entry.GetProperty("frame")}: {ratio:0.0} dB");
        }
    }

    /// <summary>The JPEG is as the camera gives it; what the network saw of it is told beside it.</summary>
    [TestMethod]
    public void ViewTellsWhatTheNetworkSaw()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Process node = Simulate(
            broker, "--snapshots", "on-request", "--snapshot-milliseconds", "0", "--rotate", "90", "--crop",
            "100,0,500");
        Sqnet text = Sqnet.Succeed(View(broker, "--node", "seen", "--once"));
        JsonElement json = Sqnet.Succeed(View(broker, "--node", "seen", "--once", "--json")).Json;
        string photos = folder.File("photos");
        string photo = Sqnet.Succeed(
            "capture", "--broker", $"127.0.0.1:{broker.Port}", "--node", "seen", "--label", "ace", "-n", "1", "--into",
            photos, "--json").Json.GetProperty("files")[0].GetString()!;
        End(node);

        StringAssert.Matches(text.Output, new(@" \(seen \d+x\d+ at 0,\d+\) turned by 90  "));
        (int width, int height) = (json.GetProperty("width").GetInt32(), json.GetProperty("height").GetInt32());
        JsonElement seen = json.GetProperty("seen");
        Assert.AreEqual(90, json.GetProperty("rotate").GetInt32());
        Assert.AreEqual(0, seen.GetProperty("left").GetInt32());
        Assert.AreEqual(height / 2.0, seen.GetProperty("height").GetInt32(), 1);
        Assert.AreEqual(
            height * 0.9, seen.GetProperty("top").GetInt32() + seen.GetProperty("height").GetInt32(), 1);
        RgbImage upright = ImageFile.Read(photo);
        Assert.AreEqual((height, width), (upright.Width, upright.Height), "photos are as the network has them");
    }

    [TestMethod]
    public void ViewTrustsTheGivenAuthorityOnly()
    {
        using TestAuthority authority = new();
        using TestAuthority other = new("Other authority");
        (string certificate, string key) = authority.Sign(["127.0.0.1"]);
        using MosquittoBroker broker = MosquittoBroker.Open(
            $"user root\nallow_anonymous true\ncertfile {certificate}\nkeyfile {key}\ncafile {authority.File}");
        string[] nodes = View(broker, "--tls", "tls12", "--json", "--ca-certificate");
        JsonElement none = Sqnet.Succeed([.. nodes, authority.File]).Json;
        Assert.AreEqual(0, none.GetProperty("nodes").GetArrayLength());
        InProcess.Fail(4, "See whether --ca-certificate has signed the broker's certificate", [.. nodes, other.File]);
        InProcess.Fail(4, "whether its port wants --tls tls12", View(broker));
    }

    [TestMethod]
    public void CaptureFilesSnapshotsAsPhotos()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Process node = Simulate(broker, "--snapshots", "on-request", "--snapshot-milliseconds", "0");
        string photos = folder.File("photos");
        JsonElement json = Sqnet.Succeed(
            "capture", "--broker", $"127.0.0.1:{broker.Port}", "--node", "seen", "--label", "ace", "-n", "4", "--into",
            photos, "--keep-duplicates", "--json").Json;
        End(node);
        string[] files = [.. json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];
        Assert.HasCount(4, files);
        CollectionAssert.AreEqual(
            files, Directory.GetFiles(Path.Combine(photos, "ace"), "ace_*_00?.jpg").Order().ToArray());
        Assert.IsTrue(files.All(file => ImageFile.Read(file).Width > 0));
    }

    [TestMethod]
    public void WhoSeesNothingLearnsWhy()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string[] ask = View(broker, "--node", "seen", "--once", "--timeout-seconds", "2");
        Sqnet.Run(ask).Failed(4, "knows no node 'seen' at sqnet/seen/status", ask);

        using Process node = Simulate(broker);
        Sqnet.Run(ask).Failed(4, "The node 'seen' does not show what it sees: set snapshots to on-request", ask);
        JsonElement[] nodes = [.. Sqnet.Succeed(View(broker, "--json")).Json.GetProperty("nodes").EnumerateArray()];
        Assert.AreEqual("seen online", string.Join(
            ' ', nodes.Select(n => $"{n.GetProperty("node")} {n.GetProperty("status")}")));
        StringAssert.Contains(Sqnet.Succeed(View(broker)).Output, "seen");

        End(node);
        Sqnet.Run(ask).Failed(4, "The node 'seen' is offline", ask);
        string[] nowhere = ["view", "--broker", $"127.0.0.1:{MosquittoBroker.FreePort()}", "--node", "seen"];
        InProcess.Fail(4, "cannot be reached", nowhere);
        InProcess.Fail(2, "--broker takes HOST or HOST:PORT", "view", "--broker", "a:b");
        InProcess.Fail(
            2, "--broker HOST and --node ID belong together", "capture", "--broker", "a", "--label", "x", "--into",
            "y");
    }

    /// <summary>A node that sleeps is not old; with patience it shows what it sees when it wakes.</summary>
    [TestMethod]
    public void ASleepingNodeIsWaitedFor()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Process node = Simulate(
            broker, "--snapshots", "on-request", "--sleep-seconds", "12", "--status-milliseconds", "1");
        Wait.Until(
            () => subscriber.Payloads("sqnet/seen/status").LastOrDefault()?.Contains("sleeping") == true, "it sleeps");
        string[] ask = View(broker, "--node", "seen", "--once", "--timeout-seconds", "1");
        Sqnet.Run(ask).Failed(
            4, "The node 'seen' is asleep; it wakes in about 12 s at the latest. Ask again with --wait", ask);
        StringAssert.Contains(Sqnet.Succeed(View(broker)).Output, "sleeping, wakes in about 12 s");

        Sqnet waited = Sqnet.Succeed([.. ask, "--wait", "--json"]);
        StringAssert.Contains(waited.Errors, "asleep; it wakes in about 12 s at the latest; waiting for it");
        Assert.IsGreaterThan(1, waited.Json.GetProperty("seq").GetInt32());
        Wait.Until(
            () => subscriber.Payloads("sqnet/seen/snapshot/get").LastOrDefault() == string.Empty,
            "the request is taken away");
        using Subscriber later = new(broker);
        Wait.Until(() => later.Payloads("sqnet/seen/status").Length > 0, "what is kept arrives");
        Assert.HasCount(0, later.Payloads("sqnet/seen/snapshot/get"), "nothing is left at the broker");
        End(node);
    }

    [TestMethod]
    public void AllRegionsAreTold()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Process node = Simulate(
            broker, "--snapshots", "on-request", "--region", "door=0,0,500", "--region", "table=500,500,500");
        JsonElement json = Sqnet.Succeed(View(broker, "--node", "seen", "--once", "--json")).Json;
        string text = Sqnet.Succeed(View(broker, "--node", "seen", "--once")).Output;
        End(node);

        JsonElement[] regions = [.. json.GetProperty("regions").EnumerateArray()];
        Assert.AreEqual("door table", string.Join(' ', regions.Select(r => r.GetProperty("region").GetString())));
        JsonElement own = regions.Single(
            r => r.GetProperty("region").GetString() == json.GetProperty("region").GetString());
        Assert.AreEqual(json.GetProperty("seq").GetInt32(), own.GetProperty("seq").GetInt32());
        Assert.AreEqual(json.GetProperty("seen").GetRawText(), own.GetProperty("seen").GetRawText());
        StringAssert.Matches(text, new(@" in (door|table)  .*  (door|table): \S"));
    }

    /// <summary>It says what it waits for, and ends.</summary>
    [TestMethod]
    public void ACaptureOfAStillSceneEnds()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string frames = folder.File("frames");
        Directory.CreateDirectory(frames);
        File.Copy(Directory.GetFiles(Repository.Cards("samples")).Order().First(), Path.Combine(frames, "a.jpg"));
        using Process node = SimulateFolder(
            broker, frames, "--snapshots", "on-request", "--snapshot-milliseconds", "0", "--rule", "on-change");
        Sqnet run = Sqnet.Run(
            "capture", "--broker", $"127.0.0.1:{broker.Port}", "--node", "seen", "--label", "ace", "-n", "2", "--into",
            folder.File("photos"), "--give-up-seconds", "6", "--json");
        End(node);
        Assert.AreEqual(4, run.ExitCode, run.Errors);
        StringAssert.Contains(run.Errors, "1 of 2 photos; waiting for one unlike the last: ");
        StringAssert.Contains(run.Errors, "nothing new for 6 s: all frames looked like the last photo.");
        Assert.AreEqual("nothing_new", run.Json.GetProperty("end").GetString());
        Assert.AreEqual(1, run.Json.GetProperty("files").GetArrayLength());
    }

    [TestMethod]
    public void AddressesAreExplainedByTheOptionThatWasTyped()
    {
        InProcess.Fail(
            2, "--broker is mqtt://localhost; give the broker's name or address alone, localhost.", "view", "--broker",
            "mqtt://localhost");
        InProcess.Fail(2, "and its port for MQTT behind a colon.", "view", "--broker", "ws://localhost:9001");
    }

    private static string[] View(MosquittoBroker broker, params string[] further)
    {
        return ["view", "--broker", $"127.0.0.1:{broker.Port}", .. further];
    }

    private static Process Simulate(MosquittoBroker broker, params string[] further)
    {
        return SimulateFolder(broker, Repository.Cards("samples"), further);
    }

    private static Process SimulateFolder(MosquittoBroker broker, string frames, params string[] further)
    {
        using Subscriber subscriber = new(broker);
        string[] arguments =
        [
            "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "sqnet.dll"), "simulate",
            "--blob", CardsBlob.Path, "--frames", frames, "--broker-host", "127.0.0.1",
            "--broker-port", $"{broker.Port}", "--client-id", "seen", "--loop", "--interval-milliseconds", "100",
            .. further,
        ];
        Process node = Process.Start(new ProcessStartInfo("env", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        Wait.Until(() => subscriber.Lines.Any(l => l.Contains("sqnet/seen/label")), "the node publishes");
        return node;
    }

    /// <summary>With its goodbye.</summary>
    private static void End(Process node)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{node.Id}"]);
        Assert.IsTrue(node.WaitForExit(TimeSpan.FromSeconds(30)), "Ctrl+C does not end it");
    }

    private static JsonElement Parse(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>In decibels.</summary>
    private static double SignalToNoise(RgbImage expected, RgbImage actual)
    {
        double mean = expected.Pixels.Zip(actual.Pixels, (a, b) => (double)(a - b) * (a - b)).Average();
        return 10 * Math.Log10(255.0 * 255 / Math.Max(mean, 1e-9));
    }
}
