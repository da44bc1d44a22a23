using System.Collections.Concurrent;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SqueezeNet.Embedded.Tests.Brokers.Nodes;
using SqueezeNet.Embedded.Tests.Brokers.Servers;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers;

/// <summary>A node that speaks MQTT 5, and what it does where the broker does not.</summary>
[TestClass]
public class MqttFiveTests
{
    private const string Remark = "The broker does not speak MQTT 5; the node speaks 3.1.1.";

    [TestMethod]
    public void LabelsExpire()
    {
        using MqttNetServer server = new();
        ConcurrentQueue<MqttApplicationMessage> messages = [];
        ConcurrentQueue<MqttProtocolVersion> versions = [];
        server.OnConnect = e => versions.Enqueue(e.ProtocolVersion);
        server.OnPublish = e => messages.Enqueue(e.ApplicationMessage);
        server.Start();
        NodeSettings settings = Settings(server);
        settings.LabelExpirySeconds = 7;

        using RunningNode node = new(settings);
        node.Join();

        Assert.AreEqual(MqttProtocolVersion.V500, versions.Single());
        MqttApplicationMessage[] labels = [.. messages.Where(message => message.Topic == "sqnet/five/label")];
        Assert.HasCount(20, labels);
        Assert.IsTrue(labels.All(label => label.MessageExpiryInterval == 7));
        Assert.IsTrue(messages.Where(message => message.Topic.EndsWith("/status"))
            .All(message => message.MessageExpiryInterval == 0));
        Assert.AreEqual(20, node.Node.Published);
    }

    /// <summary>QoS 0 and 2 too: the topic's number is known before it stands for the topic.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void LabelsArriveAtMosquitto(int quality)
    {
        using TestServer server = TestServer.Open("mosquitto");
        using Observer observer = new(server, "sqnet/#");
        NodeSettings settings = Settings(server);
        settings.QualityOfService = quality;
        settings.LabelExpirySeconds = 60;

        using RunningNode node = new(settings);
        node.Join();

        Wait.Until(() => observer.Sequence("sqnet/five/label").Length == 20, "all labels arrive");
        CollectionAssert.AreEqual(Enumerable.Range(1, 20).ToArray(), observer.Sequence("sqnet/five/label"));
        Assert.IsEmpty(node.Warnings);
    }

    [TestMethod]
    [DataRow("MQTTnet")]
    [DataRow("rabbitmq")]
    [DataRow("nats")]
    public void ABrokerWithoutItGetsThree(string name)
    {
        using TestServer server = TestServer.Open(name);
        if (server is MqttNetServer made)
        {
            made.OnConnect = e => e.ReasonCode = e.ProtocolVersion == MqttProtocolVersion.V500
                ? MqttConnectReasonCode.UnsupportedProtocolVersion : MqttConnectReasonCode.Success;
        }

        using Observer observer = new(server, "sqnet/five/status", "sqnet/five/label");
        using RunningNode node = new(Settings(server));
        node.Join();

        Assert.AreEqual(20, node.Node.Published, string.Join('\n', node.Warnings));
        Assert.Contains($"\"brokerProblem\":\"{Remark}\"", observer.Texts("sqnet/five/status")[0]);
    }

    [TestMethod]
    public void TheBrokersWordsAreShown()
    {
        using MqttNetServer server = new();
        bool isFull = true;
        server.OnConnect = e =>
        {
            e.ReasonCode = isFull ? MqttConnectReasonCode.NotAuthorized : MqttConnectReasonCode.Success;
            e.ReasonString = isFull ? "not before noon" : null;
        };
        server.OnPublish = e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith("/label"))
            {
                e.Response.ReasonCode = MqttPubAckReasonCode.QuotaExceeded;
                e.Response.ReasonString = "enough for today";
                e.ProcessPublish = false;
            }
        };
        server.Start();
        using RunningNode node = new(Settings(server));
        Wait.Until(() => node.Warnings.Any(text => text.Contains("(not before noon)")), "the refusal is shown");
        isFull = false;
        Wait.Until(
            () => node.Warnings.Contains("The connection to the broker is lost: enough for today."),
            "the refused message is shown");
    }

    private static NodeSettings Settings(TestServer server)
    {
        return new NodeSettings
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = server.Port,
            User = server.User,
            Password = server.User,
            ClientId = "five",
            MqttVersion = MqttVersion.Five,
            IntervalMilliseconds = 20,
            QueueLength = 100,
            MaxFrames = 20,
        };
    }
}
