using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Simulation;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>The simulator against a real mosquitto; an independent client looks on.</summary>
[TestClass]
public class BrokerTests
{
    private const string Status = "sqnet/simulator/status";
    private const string Label = "sqnet/simulator/label";

    private readonly ConcurrentQueue<SimulatorEvent> events = [];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(Backend.Native, 0)]
    [DataRow(Backend.Native, 1)]
    [DataRow(Backend.Native, 2)]
    [DataRow(Backend.Managed, 1)]
    public void LabelsArriveInOrder(Backend backend, int qualityOfService)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using ImageFolder images = new();
        images.Add("b.ppm", CatsAndDogs.Dog).Add("a.ppm", CatsAndDogs.Cat).Add("B.ppm", CatsAndDogs.Dog);
        SimulatorOptions options = Options(images, broker.Port);
        options.Backend = backend;
        options.Settings.QualityOfService = qualityOfService;

        SimulationResult result = Run(options);

        Assert.AreEqual(3, result.Published);
        Assert.AreEqual(3, result.Frames);
        Assert.AreEqual(0, result.Unconfirmed);
        Wait.Until(() => subscriber.Lines.Length == 5, "birth, three labels and a farewell arrive");
        JsonElement[] labels = [.. subscriber.Payloads(Label).Select(p => JsonDocument.Parse(p).RootElement)];
        CollectionAssert.AreEqual(
            new[] { "B.ppm", "a.ppm", "b.ppm" }, labels.Select(l => l.GetProperty("frame").GetString()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "dog", "cat", "dog" }, labels.Select(l => l.GetProperty("label").GetString()).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, labels.Select(l => l.GetProperty("seq").GetInt32()).ToArray());
        Assert.AreEqual("online", StatusOf(subscriber.Payloads(Status)[0]));
        Assert.AreEqual("offline", StatusOf(subscriber.Payloads(Status)[1]));
    }

    [TestMethod]
    public void StatusIsRetained()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions options = Options(images, broker.Port);
        options.Loop = true;
        options.Settings.IntervalMilliseconds = 20;
        using CancellationTokenSource stop = new();
        Task<SimulationResult> run = Task.Run(() => Run(options, stop.Token), TestContext.CancellationToken);
        Wait.Until(() => Labels() >= 3, "three frames are classified");

        using Subscriber late = new(broker);
        Wait.Until(() => late.Payloads(Status).Length == 1, "the retained status arrives");
        Assert.StartsWith($"1 {Status} ", late.Lines[0]);
        Assert.AreEqual("online", StatusOf(late.Payloads(Status)[0]));
        stop.Cancel();
        Wait.Until(() => late.Payloads(Status).Length == 2, "the farewell arrives");

        using Subscriber later = new(broker);
        Wait.Until(() => later.Lines.Length == 1, "the retained farewell arrives");
        Assert.AreEqual("1 " + Status + " {\"status\":\"offline\"}", later.Lines[0]);
        Assert.AreEqual(run.Result.Frames, run.Result.Published);
    }

    [TestMethod]
    public void TheBrokerPublishesTheWillOfANodeThatVanishes()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        NodeSettings settings = new() { BrokerHost = "127.0.0.1", BrokerPort = broker.Port, ClientId = "gone" };
        MqttMessageClient client = new();
        int closed = 0;
        client.Closed += () => closed++;
        client.Connect(settings, BrokerAddress.All(settings)[0], "sqnet/gone/status", NodeMessages.Offline);
        client.Publish("sqnet/gone/status", "here"u8.ToArray(), 1, true);
        Wait.Until(() => client.Outstanding == 0, "the broker confirms");

        client.Close();

        Wait.Until(() => subscriber.Payloads("sqnet/gone/status").Length == 2, "the will arrives");
        Assert.AreEqual(NodeMessages.Offline, subscriber.Payloads("sqnet/gone/status")[1]);
        using Subscriber late = new(broker);
        Wait.Until(() => late.Lines.Length == 1, "the retained will arrives");
        Assert.AreEqual("1 sqnet/gone/status " + NodeMessages.Offline, late.Lines[0]);
        Assert.IsFalse(client.IsConnected);
        Assert.AreEqual(0, closed, "An own Close is no news.");
    }

    [TestMethod]
    public void ANodeThatSaysGoodbyeHasNoWill()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        NodeSettings settings = new() { BrokerHost = "127.0.0.1", BrokerPort = broker.Port, ClientId = "polite" };
        MqttMessageClient client = new();
        client.Connect(settings, BrokerAddress.All(settings)[0], "sqnet/polite/status", NodeMessages.Offline);
        client.Publish("sqnet/polite/label", "last word"u8.ToArray(), 1, false);

        // A confirmation on its way to a closed socket would reset the connection, and the broker take it for lost.
        Wait.Until(() => client.Outstanding == 0, "the broker confirms");
        client.Disconnect();

        using Subscriber later = new(broker);
        Wait.Until(() => subscriber.Lines.Length == 1, "the last word arrives");
        Assert.AreEqual("0 sqnet/polite/label last word", subscriber.Lines.Single());
        Assert.IsEmpty(later.Lines);
    }

    [TestMethod]
    public void GoesOnWhenTheBrokerComesBack()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat).Add("b.ppm", CatsAndDogs.Dog);
        SimulatorOptions options = Options(images, broker.Port);
        options.Loop = true;
        options.Settings.IntervalMilliseconds = 20;
        options.Settings.GiveUpMilliseconds = 0;
        options.Settings.QueueLength = 3;
        using CancellationTokenSource stop = new();
        Task<SimulationResult> run = Task.Run(() => Run(options, stop.Token), TestContext.CancellationToken);
        Wait.Until(() => Labels() >= 3, "three frames are classified");

        broker.Stop();
        Wait.Until(() => States(NodeState.Reconnecting) == 1, "the node notices");
        int before = Labels();
        Wait.Until(() => Labels() >= before + 5, "the node goes on without a broker");
        broker.Start();
        using Subscriber subscriber = new(broker);
        Wait.Until(() => subscriber.Payloads(Label).Length >= 5, "labels arrive again");
        stop.Cancel();
        SimulationResult result = run.Result;

        Wait.Until(
            () => subscriber.Payloads(Status).LastOrDefault() == NodeMessages.Offline, "the farewell arrives");
        Assert.AreEqual("online", StatusOf(subscriber.Payloads(Status)[0]));
        Assert.IsGreaterThan(0, result.Dropped);
        // The end may come between two sendings of what had waited; nothing else is missing.
        Assert.IsLessThanOrEqualTo(options.Settings.QueueLength, result.Waiting);
        Assert.AreEqual(result.Frames, result.Published + result.Dropped + result.Waiting);
        Assert.AreEqual(0, result.Unconfirmed);
        int[] sequence =
            [.. subscriber.Payloads(Label).Select(JsonOf).Select(json => json.GetProperty("seq").GetInt32())];
        CollectionAssert.AreEqual(Enumerable.Range(sequence[0], sequence.Length).ToArray(), sequence);
        Assert.AreEqual(result.Frames - result.Waiting, sequence[^1]);
    }

    /// <summary>Settings as somebody else's mosquitto_pub sends them, retained: they are taken once.</summary>
    [TestMethod]
    public void SettingsComeFromTheBroker()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sqnet-settings-");
        SettingsStore store = new(new SettingsFolder(folder.FullName + "/"), () => new NodeSettings
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = broker.Port,
            ClientId = "camera",
            RemoteSettings = true,
        });
        string sent = """{"clientId":"camera","topicPrefix":"sqnet","remoteSettings":true,"minProbability":0.25}""";
        Publish(broker, "sqnet/camera/settings/set", sent);

        Node first = RunNode(store, 1000);
        Assert.IsTrue(first.HaveSettingsChanged);
        Assert.AreEqual(0.25f, store.Load().Settings.MinProbability);
        Node second = RunNode(store, 5);

        Assert.IsFalse(second.HaveSettingsChanged);
        Assert.IsFalse(store.IsOnTrial());
        Wait.Until(() => subscriber.Payloads("sqnet/camera/settings/result").Length == 2, "both answers arrive");
        CollectionAssert.AreEqual(
            new[] { """{"ok":true,"changed":true}""", """{"ok":true,"changed":false}""" },
            subscriber.Payloads("sqnet/camera/settings/result"));
        folder.Delete(true);
    }

    [TestMethod]
    public void GivesUpIfTheBrokerStaysAway()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions options = Options(images, broker.Port);
        options.Loop = true;
        options.Settings.IntervalMilliseconds = 20;
        options.Settings.GiveUpMilliseconds = 500;
        Task<SimulationResult> run = Task.Run(() => Run(options), TestContext.CancellationToken);
        Wait.Until(() => Labels() >= 3, "three frames are classified");

        broker.Stop();

        AggregateException e = Assert.ThrowsExactly<AggregateException>(() => run.Result);
        Assert.IsInstanceOfType<SimulatorException>(e.InnerException);
        Assert.Contains($"127.0.0.1:{broker.Port}", e.InnerException!.Message);
    }

    [TestMethod]
    public void NoBrokerIsAClearError()
    {
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        int port = MosquittoBroker.FreePort();
        SimulatorOptions options = Options(images, port);
        options.Settings.GiveUpMilliseconds = 300;

        SimulatorException e = Assert.ThrowsExactly<SimulatorException>(() => Run(options));

        Assert.AreEqual(
            $"The broker 127.0.0.1:{port} cannot be reached: Connection refused."
                + $" Start a broker there (mosquitto -p {port}), or name another one with --broker-host and "
                + "--broker-port.",
            e.Message);
        Assert.AreEqual(0, Labels());
    }

    [TestMethod]
    public void AnUnknownBrokerIsAClearError()
    {
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions options = Options(images, 1883);
        options.Settings.BrokerHost = "no-such-host.invalid";
        options.Settings.GiveUpMilliseconds = 1;

        SimulatorException e = Assert.ThrowsExactly<SimulatorException>(() => Run(options));

        Assert.StartsWith("The broker no-such-host.invalid:1883 cannot be reached: ", e.Message);
        Assert.DoesNotContain("refused", e.Message);
    }

    [TestMethod]
    public void ABrokerThatWantsAPasswordIsAClearError()
    {
        using MosquittoBroker broker = MosquittoBroker.Open("allow_anonymous false");
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions options = Options(images, broker.Port);
        options.Settings.GiveUpMilliseconds = 1;

        SimulatorException e = Assert.ThrowsExactly<SimulatorException>(() => Run(options));

        Assert.Contains("it may want a user and a password", e.Message);
    }

    [TestMethod]
    public void UnreadableImagesAreSkippedAndCounted()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat).Add("b.jpg", [1, 2, 3]).Add("c.png", []).Add("notes.txt", [0]);

        SimulationResult result = Run(Options(images, broker.Port));

        Assert.AreEqual(1, result.Published);
        Assert.AreEqual(2, result.Unreadable);
        string[] warnings = [.. events.Where(e => e.Kind == SimulatorEventKind.Warning).Select(e => e.Text)];
        Assert.HasCount(2, warnings);
        Assert.Contains("b.jpg is skipped: ", warnings[0]);
        Assert.Contains("c.png is skipped: ", warnings[1]);
        Assert.Contains("1 image used, 3 files skipped", result.Folder!.Summary);
    }

    [TestMethod]
    public void NoReadableImageIsAnError()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using ImageFolder images = new();
        images.Add("b.jpg", [1, 2, 3]);
        SimulatorOptions options = Options(images, broker.Port);
        options.Loop = true;

        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => Run(options));

        Assert.EndsWith(": none of its 1 images can be read.", e.Message);
        Wait.Until(() => subscriber.Payloads(Status).Length == 2, "the farewell arrives");
    }

    [TestMethod]
    public void RawFramesArePlayed()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using ImageFolder images = new();
        byte[] bytes = [.. CatsAndDogs.Cat.Pixels, .. CatsAndDogs.Dog.Pixels, 1, 2, 3];
        SimulatorOptions options = RawOptions(images, broker.Port, new MemoryStream(bytes));

        SimulationResult result = Run(options);

        Assert.AreEqual(2, result.Published);
        Assert.AreEqual(1, result.Unreadable);
        Wait.Until(() => subscriber.Payloads(Label).Length == 2, "two labels arrive");
        Assert.Contains("\"cat\"", subscriber.Payloads(Label)[0]);
        Assert.Contains("\"dog\"", subscriber.Payloads(Label)[1]);
        string warning = events.Single(e => e.Kind == SimulatorEventKind.Warning).Text;
        Assert.StartsWith("The last frame has 3 of 192 bytes and is left out", warning);
    }

    [TestMethod]
    public void AnEmptyStreamIsAnError()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        SimulatorOptions options = RawOptions(images, broker.Port, new MemoryStream());

        SimulatorException e = Assert.ThrowsExactly<SimulatorException>(() => Run(options));

        Assert.StartsWith("The stream of raw frames is empty", e.Message);
    }

    [TestMethod]
    public void CancellingEndsAReadThatWaits()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        using SilentStream silent = new();
        SimulatorOptions options = RawOptions(images, broker.Port, silent);
        using CancellationTokenSource stop = new();
        Task<SimulationResult> run = Task.Run(() => Run(options, stop.Token), TestContext.CancellationToken);
        Wait.Until(() => States(NodeState.Running) == 1, "the node runs");

        stop.Cancel();

        Wait.Until(() => run.IsCompleted, "the simulation ends");
        Assert.AreEqual(0, run.Result.Frames);
    }

    [TestMethod]
    public void WrongOptionsAreClearErrors()
    {
        using ImageFolder images = new();
        SimulatorOptions empty = Options(images, 1883);
        Assert.Contains("holds no images", FailOnImages(empty));
        SimulatorOptions missing = Options(images, 1883);
        missing.FramesDirectory = Path.Combine(images.Frames, "missing");
        Assert.Contains("no such folder", FailOnImages(missing));
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions model = Options(images, 1883);
        model.BlobPath = Path.Combine(images.Frames, "missing.sqnt");
        Assert.StartsWith(model.BlobPath + ": no such file.", Fail(model));
        model.BlobPath = Path.Combine(images.Frames, "a.ppm");
        Assert.StartsWith(model.BlobPath + ": ", Fail(model));
        SimulatorOptions both = Options(images, 1883);
        both.RawFrames = Stream.Null;
        Assert.AreEqual("Give either a folder of images or raw frames.", Fail(both));
        both.FramesDirectory = null;
        Assert.StartsWith("Raw frames of 0 x 0 are impossible", Fail(both));
        SimulatorOptions port = Options(images, 0);
        Assert.AreEqual("brokerPort is 0; it must be 1..65535.", Fail(port));
    }

    [TestMethod]
    public void TheFramesOfASleepingNodeCountFromItsStart()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using ImageFolder images = new();
        images.Add("a.ppm", CatsAndDogs.Cat);
        SimulatorOptions options = Options(images, broker.Port);
        options.StoreFolder = Directory.CreateDirectory(Path.Combine(images.Frames, "..", "store")).FullName;
        options.SkipsSleeps = true;
        options.Loop = true;
        options.Settings.ClientId = "tired";
        options.Settings.SleepSeconds = 60;
        options.Settings.MaxFrames = 2;
        for (int i = 0; i < 2; i++)
        {
            SimulationResult result = Run(options);

            Assert.AreEqual(2, result.Frames);
            Assert.AreEqual(2, result.Published);
            Assert.AreEqual(0, result.Waiting);
        }
    }

    private static Node RunNode(SettingsStore store, int frames)
    {
        NodeSettings settings = store.Load().Settings;
        settings.MaxFrames = frames;
        settings.IntervalMilliseconds = 100;
        NodeParts parts = new(
            new WifiLink(settings), new CatsAndDogs(), new FakeCamera(_ => CatsAndDogs.Cat), new MqttMessageClient())
        {
            Store = store,
        };
        Node node = new(settings, parts);
        node.Run();
        return node;
    }

    private static void Publish(MosquittoBroker broker, string topic, string text)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            MosquittoBroker.Find("mosquitto_pub"),
            ["-h", "127.0.0.1", "-p", broker.Port.ToString(), "-q", "1", "-r", "-t", topic, "-m", text]);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode);
    }

    private static SimulatorOptions Options(ImageFolder images, int port)
    {
        SimulatorOptions options = new() { BlobPath = images.Blob, FramesDirectory = images.Frames };
        options.Settings.BrokerHost = "127.0.0.1";
        options.Settings.BrokerPort = port;
        options.Settings.ClientId = "simulator";
        return options;
    }

    private static SimulatorOptions RawOptions(ImageFolder images, int port, Stream frames)
    {
        SimulatorOptions options = Options(images, port);
        options.FramesDirectory = null;
        options.RawFrames = frames;
        options.RawWidth = 8;
        options.RawHeight = 8;
        return options;
    }

    private static string StatusOf(string json)
    {
        return JsonOf(json).GetProperty("status").GetString()!;
    }

    private static JsonElement JsonOf(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }

    private SimulationResult Run(SimulatorOptions options, CancellationToken stop = default)
    {
        return Simulator.Run(options, events.Enqueue, stop);
    }

    private string Fail(SimulatorOptions options)
    {
        return Assert.ThrowsExactly<SimulatorException>(() => Run(options)).Message;
    }

    private string FailOnImages(SimulatorOptions options)
    {
        return Assert.ThrowsExactly<ImageFileException>(() => Run(options)).Message;
    }

    private int Labels()
    {
        return events.Count(e => e.Kind == SimulatorEventKind.Classification);
    }

    private int States(NodeState state)
    {
        return events.Count(e => e.Kind == SimulatorEventKind.State && e.State == state);
    }
}
