using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Home;

/// <summary>What nodes with models and settings of all kinds tell Home Assistant of themselves.</summary>
[TestClass]
public class HomeDocumentTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ANodeOfTwoClassesIsAccepted(bool isRemote)
    {
        NodeSettings settings = Settings("cat", "dog");
        settings.RemoteSettings = isRemote;
        settings.Snapshots = SnapshotMode.OnRequest;
        JsonElement components = Write(settings, HandMadeNetwork.Make(), out string[] names);

        string[] controls = ["select:rule", "number:min_probability", "button:restart"];
        string[] expected =
        [
            "sensor:label", "sensor:probability", "binary_sensor:seen_cat", "binary_sensor:seen_dog",
            "event:recognised",
            "image:snapshot", "button:take_snapshot", "sensor:status", "sensor:model", "sensor:firmware",
            "sensor:uptime", "sensor:dropped", "sensor:memory", .. isRemote ? controls : [],
        ];
        CollectionAssert.AreEqual(expected, names);
        CollectionAssert.AreEqual(
            new[] { "cat", "dog" },
            components.GetProperty("recognised").GetProperty("event_types").EnumerateArray()
                .Select(type => type.GetString()).ToArray());
    }

    [TestMethod]
    [DataRow(SnapshotMode.Off, false, false, false)]
    [DataRow(SnapshotMode.Off, true, true, false)]
    [DataRow(SnapshotMode.OnRequest, false, true, true)]
    public void SnapshotsAreThereIfTheSettingsAllowThem(
        SnapshotMode mode, bool isOnChange, bool hasImage, bool hasButton)
    {
        NodeSettings settings = Settings("cat");
        settings.Snapshots = mode;
        settings.SnapshotOnChange = isOnChange;
        Write(settings, HandMadeNetwork.Make(), out string[] names);
        Assert.AreEqual(hasImage, names.Contains("image:snapshot"));
        Assert.AreEqual(hasButton, names.Contains("button:take_snapshot"));
    }

    /// <summary>A node that sleeps gets what the broker keeps; one that is awake needs no such thing.</summary>
    [TestMethod]
    [DataRow(0, false)]
    [DataRow(60, true)]
    public void ARequestIsKeptForANodeThatSleeps(int sleepSeconds, bool isKept)
    {
        NodeSettings settings = Settings("cat");
        settings.Snapshots = SnapshotMode.OnRequest;
        settings.SleepSeconds = sleepSeconds;
        JsonElement button = Write(settings, HandMadeNetwork.Make(), out _).GetProperty("take_snapshot");
        Assert.AreEqual(isKept, button.TryGetProperty("retain", out JsonElement retain) && retain.GetBoolean());
    }

    /// <summary>Classes have numbers then, in events and in presence.</summary>
    [TestMethod]
    public void AModelWithoutLabelsIsAccepted()
    {
        TestNetwork network = HandMadeNetwork.Make();
        network.Labels = [];
        JsonElement components = Write(Settings("1"), network, out _);
        CollectionAssert.AreEqual(
            new[] { "0", "1" },
            components.GetProperty("recognised").GetProperty("event_types").EnumerateArray()
                .Select(type => type.GetString()).ToArray());
        Assert.AreEqual(
            "{{'ON' if value_json.index|string=='1' else 'OFF'}}",
            components.GetProperty("seen_1").GetProperty("val_tpl").GetString());
    }

    /// <summary>More than 100 classes make no events, so that the document stays small.</summary>
    [TestMethod]
    public void AThousandClassesStayBounded()
    {
        TestNetwork network = RandomNetworks.SqueezeNet11(64, 1000);
        network.Labels = [.. Enumerable.Range(0, 1000).Select(i => $"class number {i}, with a long name")];
        NodeSettings settings = Settings("class number 7, with a long name");
        settings.RemoteSettings = true;
        byte[] bytes = Bytes(settings, network, out string[] names);
        TestContext.WriteLine($"{bytes.Length} bytes with 1000 classes");
        Assert.IsFalse(names.Contains("event:recognised"));
        Assert.IsLessThan(5000, bytes.Length);
    }

    [TestMethod]
    public void TheLongestDocumentStaysBounded()
    {
        NodeSettings settings = Settings(
            [.. Enumerable.Range(0, 32).Select(i => $"{i:D2}" + new string('x', WordsSetting.MostBytes - 2))]);
        settings.RemoteSettings = true;
        TestNetwork network = RandomNetworks.SqueezeNet11(64, 100);
        network.Labels = [.. Enumerable.Range(0, 100).Select(i => $"class number {i}, with quite a long name indeed")];
        byte[] bytes = Bytes(settings, network, out string[] names);
        Assert.IsFalse(names.Contains("event:recognised"), "labels as long as these make no events");
        TestContext.WriteLine($"{bytes.Length} bytes with 32 words of 64 bytes");
        Assert.IsLessThan(32768, bytes.Length);
    }

    /// <summary>Words that mean something to JSON, templates or topics, and those without a plain letter.</summary>
    [TestMethod]
    public void StrangeWordsAreAccepted()
    {
        NodeSettings settings = Settings("it's \"a\" \\ {{cat}}", "Katze", "katze", "猫", "犬", "a  b", "a b");
        settings.ClientId = "front door.1";
        JsonElement components = Write(settings, HandMadeNetwork.Make(), out string[] names);
        Assert.AreEqual(names.Length, names.Distinct().Count());
        Assert.AreEqual(
            "{{'ON' if value_json.label=='it\\'s \"a\" \\\\ {{cat}}' else 'OFF'}}",
            components.EnumerateObject().First(c => c.Name.StartsWith("seen_")).Value.GetProperty("val_tpl")
                .GetString());
        Assert.StartsWith("homeassistant/device/front_door_1_", HomeDocument.Topic(settings));
    }

    /// <summary>Different client ids have different devices, though Home Assistant takes few letters.</summary>
    [TestMethod]
    public void IdsStayDifferent()
    {
        string[] topics = [.. new[] { "a.b", "a_b", "a b", "a-b", "ab" }
            .Select(id => HomeDocument.Topic(new NodeSettings { ClientId = id }))];
        Assert.HasCount(5, topics.Distinct());
        Assert.AreEqual("homeassistant/device/a_b/config", topics[1]);
    }

    [TestMethod]
    [DataRow(PublishRule.EveryFrame, 36)]
    [DataRow(PublishRule.OnChange, 0)]
    [DataRow(PublishRule.OnChangeAndInterval, 130)]
    public void PresenceEndsByItselfIfTheRuleRepeats(PublishRule rule, int seconds)
    {
        NodeSettings settings = Settings("cat");
        settings.Rule = rule;
        settings.IntervalMilliseconds = 2000;
        JsonElement cat = Write(settings, HandMadeNetwork.Make(), out _).GetProperty("seen_cat");
        Assert.AreEqual(seconds, cat.TryGetProperty("off_dly", out JsonElement delay) ? delay.GetInt32() : 0);
    }

    [TestMethod]
    public void AStatusThatNeverComesDoesNotExpire()
    {
        NodeSettings settings = Settings();
        Assert.AreEqual(195, Uptime(settings).GetProperty("exp_aft").GetInt32());
        settings.StatusMilliseconds = 0;
        Assert.IsFalse(Uptime(settings).TryGetProperty("exp_aft", out _));
    }

    [TestMethod]
    [DataRow(PublishRule.EveryFrame, 60, 60000, 150, 165)]
    [DataRow(PublishRule.EveryFrame, 600, 60000, 1230, 1245)]
    [DataRow(PublishRule.OnChangeAndInterval, 600, 3600000, 7230, 1225)]
    [DataRow(PublishRule.OnChange, 600, 3650000, 8430, 0)]
    [DataRow(PublishRule.OnChange, 600, 0, 0, 0)]
    public void ANodeThatSleepsIsNotGoneBeforeItsTime(PublishRule rule, int sleep, int status, int expiry, int off)
    {
        NodeSettings settings = Settings("cat");
        settings.Rule = rule;
        settings.SleepSeconds = sleep;
        settings.StatusMilliseconds = status;
        settings.RepublishMilliseconds = 60000;
        settings.Motion = 10;
        JsonElement components = Write(settings, HandMadeNetwork.Make(), out string[] names);
        foreach (string name in new[] { "label", "probability", "seen_cat", "status", "uptime", "dropped", "memory" })
        {
            Assert.AreEqual(expiry, Seconds(components.GetProperty(name), "exp_aft"), name);
        }

        Assert.AreEqual(off, Seconds(components.GetProperty("seen_cat"), "off_dly"));
        Assert.AreEqual(
            off > 0 && expiry > 0,
            components.GetProperty("seen_cat").GetProperty("val_tpl").GetString()!.Contains("value_json.old"));
        Assert.IsFalse(names.Contains("binary_sensor:motion"), "a node that sleeps compares nothing");
    }

    [TestMethod]
    public void MotionIsToldWithTheGate()
    {
        NodeSettings settings = Settings();
        settings.Motion = 10;
        JsonElement motion = Write(settings, HandMadeNetwork.Make(), out _).GetProperty("motion");
        Assert.AreEqual("motion", motion.GetProperty("dev_cla").GetString());
        Assert.AreEqual("sqnet/door/status", motion.GetProperty("stat_t").GetString());
        Assert.AreEqual(195, Seconds(motion, "exp_aft"));
    }

    /// <summary>What stands still is not published before the gate's heartbeat.</summary>
    [TestMethod]
    [DataRow(PublishRule.EveryFrame, 930)]
    [DataRow(PublishRule.OnChangeAndInterval, 730)]
    public void PresenceOutlivesTheHeartbeat(PublishRule rule, int seconds)
    {
        NodeSettings settings = Settings("cat");
        settings.Rule = rule;
        settings.Motion = 10;
        settings.MotionHeartbeatMilliseconds = 300000;
        JsonElement cat = Write(settings, HandMadeNetwork.Make(), out _).GetProperty("seen_cat");
        Assert.AreEqual(seconds, Seconds(cat, "off_dly"));
    }

    [TestMethod]
    public void EachRegionHasItsEntities()
    {
        NodeSettings settings = Settings("cat", "cat__b");
        settings.RemoteSettings = true;
        settings.Regions = Regions("a", "b__a", "A");
        JsonElement components = Write(settings, HandMadeNetwork.Make(), out string[] names);
        Assert.AreEqual(names.Length, names.Distinct().Count());
        Assert.HasCount(12, names.Where(name => name.Contains("__")));
        JsonElement label = components.GetProperty("label__b__a");
        Assert.AreEqual("sqnet/door/state/b__a", label.GetProperty("stat_t").GetString());
        Assert.AreEqual("Label b__a", label.GetProperty("name").GetString());
        Assert.AreEqual("sensor.door_label_b_a", label.GetProperty("default_entity_id").GetString());
        Assert.AreEqual("cat A", components.GetProperty("seen_cat__A").GetProperty("name").GetString());
        JsonElement heard = components.GetProperty("recognised");
        Assert.AreEqual("sqnet/door/label/+", heard.GetProperty("stat_t").GetString());
        Assert.Contains("'region':value_json.region", heard.GetProperty("val_tpl").GetString()!);
    }

    [TestMethod]
    public void TheLongestDocumentOfRegionsStaysBounded()
    {
        NodeSettings settings = Settings(
            [.. Enumerable.Range(0, 4).Select(i => $"{i:D2}" + new string('x', WordsSetting.MostBytes - 2))]);
        settings.Discovery = true;
        settings.MinProbability = 0.5f;
        settings.RemoteSettings = true;
        settings.Motion = 10;
        settings.Regions = Regions([.. Enumerable.Range(0, 8).Select(i => i + new string('r', 31))]);
        settings.Check();
        byte[] bytes = Bytes(settings, RandomNetworks.SqueezeNet11(64, 1000), out _);
        TestContext.WriteLine($"{bytes.Length} bytes with 8 regions and 4 words of 64 bytes");
        Assert.IsLessThan(49152, bytes.Length);
        settings.Presence = new WordList(["a", "b", "c", "d", "e"]);
        SettingsException e = Assert.ThrowsExactly<SettingsException>(settings.Check);
        Assert.AreEqual(
            "presence has 5 classes for each of 8 regions, which makes 40 entities; at most 32 are possible.",
            e.Message);
    }

    [TestMethod]
    public void ComponentsThatAreGoneAreTakenAway()
    {
        HomeDocument document = new(new HomeSource(Settings(), Open(HandMadeNetwork.Make()), false));
        string json = Encoding.UTF8.GetString(document.Write(["binary_sensor:seen_cat"]));
        CollectionAssert.AreEqual(Array.Empty<string>(), DiscoveryRules.Faults(json));
        Assert.Contains("\"seen_cat\":{\"p\":\"binary_sensor\"}", json);
    }

    [TestMethod]
    [DataRow("cat", "")]
    [DataRow("catt", "presence: the model has no class catt; is cat meant?")]
    [DataRow("elephant", "presence: the model has no class elephant.")]
    public void AClassThatTheModelHasNotIsNamed(string word, string problem)
    {
        HomeSource source = new(Settings("dog", word), Open(HandMadeNetwork.Make()), false);
        Assert.AreEqual(problem, source.PresenceProblem());
    }

    private static int Seconds(JsonElement component, string name)
    {
        return component.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : 0;
    }

    private static ViewRegions Regions(params string[] names)
    {
        return new ViewRegions([.. names.Select(name => new ViewRegion(name, 0, 0, 500))]);
    }

    private static JsonElement Uptime(NodeSettings settings)
    {
        return Write(settings, HandMadeNetwork.Make(), out _).GetProperty("uptime");
    }

    private static Network Open(TestNetwork network)
    {
        return Network.Open(network.ToBlob(), Backend.Managed);
    }

    private static NodeSettings Settings(params string[] presence)
    {
        return new NodeSettings { ClientId = "door", Presence = new WordList(presence), Hysteresis = 0.1f };
    }

    private static JsonElement Write(NodeSettings settings, TestNetwork network, out string[] components)
    {
        return JsonDocument.Parse(Bytes(settings, network, out components)).RootElement.GetProperty("cmps");
    }

    private static byte[] Bytes(NodeSettings settings, TestNetwork network, out string[] components)
    {
        using Network model = Open(network);
        HomeDocument document = new(new HomeSource(settings, model, tellsMemory: true));
        byte[] bytes = document.Write([]);
        components = document.Components();
        CollectionAssert.AreEqual(
            Array.Empty<string>(), DiscoveryRules.Faults(Encoding.UTF8.GetString(bytes)), "rules of Home Assistant");
        return bytes;
    }
}
