using System.Linq;
using System.Threading;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Brokers.Nodes;
using SqueezeNet.Embedded.Tests.Brokers.Servers;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers;

/// <summary>What a node does with each broker; docs/brokers.md has the differences as a table.</summary>
[TestClass]
public class BrokerSuite
{
    /// <summary>Seconds that a node may take to come back to a broker that starts slowly.</summary>
    private const int Patience = 90;

    [TestMethod]
    [DataRow("mosquitto")]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void LabelsArriveInEachQualityOfService(string name)
    {
        using TestServer server = TestServer.Open(name);
        for (int quality = 0; quality < 3; quality++)
        {
            string id = $"q{quality}";
            using Observer observer = new(server, $"sqnet/{id}/label", $"sqnet/{id}/status");
            NodeSettings settings = Settings(server, id);
            settings.QualityOfService = quality;
            settings.MaxFrames = 40;
            settings.StatusMilliseconds = 500;
            using RunningNode node = new(settings);
            node.Join();

            Assert.AreEqual(40, node.Node.Published + node.Node.Waiting + node.Node.Dropped);
            Assert.AreEqual(40, node.Node.Published);
            Wait.Until(
                () => observer.Texts($"sqnet/{id}/status").LastOrDefault() == NodeMessages.Offline, "the farewell");
            CollectionAssert.AreEqual(
                Enumerable.Range(1, 40).ToArray(), observer.Sequence($"sqnet/{id}/label").Distinct().ToArray());
            bool isReduced = node.Warnings.Any(text => text.Contains("quality of service 2"));
            Assert.AreEqual(quality == 2 && !server.TakesExactlyOnce, isReduced, string.Join('\n', node.Warnings));
            Assert.IsLessThanOrEqualTo(isReduced ? 3 : 1, node.Connections);
        }
    }

    /// <summary>Two nodes with one id: without growing waits each would connect about twice a second.</summary>
    [TestMethod]
    [DataRow("mosquitto")]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void TwoNodesWithOneIdBackOffAndSaySo(string name)
    {
        using TestServer server = TestServer.Open(name);
        using RunningNode one = new(Settings(server, "twin"));
        using RunningNode other = new(Settings(server, "twin"));
        RunningNode[] both = [one, other];
        Wait.Until(() => both.Any(node => node.Warnings.Any(IsTakeover)), "a node suspects another one", Patience);
        Thread.Sleep(8_000);
        one.Stop();
        other.Stop();

        Assert.IsLessThan(24, one.Connections + other.Connections);
        foreach (RunningNode node in both)
        {
            Assert.AreEqual(
                node.Node.Wanted, node.Node.Published + node.Node.Waiting + node.Node.Dropped);
        }
    }

    /// <summary>A broker that is killed and comes back: the node goes on, and its status is there again.</summary>
    [TestMethod]
    [DataRow("mosquitto")]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void ANodeOutlivesItsBroker(string name)
    {
        using TestServer server = TestServer.Open(name);
        using RunningNode node = new(Settings(server, "survivor"));
        Wait.Until(() => node.Node.Published > 10, "labels are published");
        server.Stop();
        Wait.Until(() => !node.IsConnected, "the node notices");
        server.Start();
        Wait.Until(() => node.IsConnected, "the node is back", Patience);
        int before = node.Node.Published;
        using Observer observer = new(server, "sqnet/survivor/label", "sqnet/survivor/status");
        Wait.Until(() => node.Node.Published > before + 10, "labels are published again");
        Wait.Until(() => observer.Texts("sqnet/survivor/status").Length > 0, "the status is there");
        node.Stop();

        Assert.AreEqual(node.Node.Wanted, node.Node.Published + node.Node.Waiting + node.Node.Dropped);
        Assert.IsFalse(node.Warnings.Any(IsTakeover), string.Join('\n', node.Warnings));
        Wait.Until(
            () => observer.Texts("sqnet/survivor/status").LastOrDefault() == NodeMessages.Offline, "the farewell");
    }

    /// <summary>What is warned of in settings is what these brokers do.</summary>
    [TestMethod]
    [DataRow("mosquitto")]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void DotsAndSpacesAreTakenOrNot(string name)
    {
        using TestServer server = TestServer.Open(name);
        using Observer observer = new(server, "sqnet/#");
        Assert.AreEqual(server.TopicOfDot, TopicOf(server, observer, "a.b"));
        Assert.AreEqual(server.TakesSpaces ? "sqnet/c d/label" : null, TopicOf(server, observer, "c d"));
        Assert.AreEqual("sqnet/ä🐱_-9/label", TopicOf(server, observer, "ä🐱_-9"));
    }

    [TestMethod]
    [DataRow("mosquitto")]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void TheStatusIsRetained(string name)
    {
        using TestServer server = TestServer.Open(name);
        using RunningNode node = new(Settings(server, "kept"));
        Wait.Until(() => node.Node.Published > 3, "labels are published");
        using Observer exact = new(server, "sqnet/kept/status");
        Wait.Until(() => exact.Messages.Any(message => message.Retained), "the retained status arrives");
        using Observer wild = new(server, "sqnet/+/status");
        Thread.Sleep(1000);
        Assert.AreEqual(server.RetainsForWildcards, wild.Messages.Any(message => message.Retained));
    }

    private static bool IsTakeover(string text)
    {
        return text.StartsWith("Another client may use the id");
    }

    /// <summary>The topic in which a node's labels arrive, null if it has none after some seconds.</summary>
    private static string? TopicOf(TestServer server, Observer observer, string id)
    {
        int before = observer.Messages.Length;
        NodeSettings settings = Settings(server, id);
        settings.GiveUpMilliseconds = 1;
        using RunningNode node = new(settings);
        string? topic = null;
        for (int i = 0; i < 60 && topic == null; i++)
        {
            Thread.Sleep(50);
            topic = observer.Messages[before..].FirstOrDefault(message => message.Topic.EndsWith("/label")).Topic;
        }

        return topic;
    }

    private static NodeSettings Settings(TestServer server, string id)
    {
        return new NodeSettings
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = server.Port,
            User = server.User,
            Password = server.User,
            ClientId = id,
            IntervalMilliseconds = 50,
            QueueLength = 100,
        };
    }
}
