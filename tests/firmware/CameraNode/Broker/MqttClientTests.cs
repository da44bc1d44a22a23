using System;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>The desktop stand-in of nanoFramework's MQTT library behaves like the original.</summary>
[TestClass]
public class MqttClientTests
{
    [TestMethod]
    public void ReceivesWhatItSubscribesTo()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using MqttClient client = new("127.0.0.1", broker.Port, false, null, null, MqttSslProtocols.None);
        ConcurrentQueue<MqttMsgPublishEventArgs> received = [];
        ConcurrentQueue<ushort> published = [];
        client.MqttMsgPublishReceived += (_, e) => received.Enqueue(e);
        client.MqttMsgPublished += (_, e) => published.Enqueue(e.MessageId);
        Connect(client);

        client.Subscribe(["a/+", "b"], [MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtMostOnce]);
        ushort id = client.Publish("a/ä", Encoding.UTF8.GetBytes("猫"), null, null, MqttQoSLevel.AtLeastOnce, false);
        client.Publish("b", [], null, null, MqttQoSLevel.ExactlyOnce, false);
        client.Publish("c", [], null, null, MqttQoSLevel.AtMostOnce, false);

        Wait.Until(() => received.Count == 2 && published.Count == 2, "both messages arrive");
        CollectionAssert.Contains(published.ToArray(), id);
        Assert.HasCount(2, published, "the original tells nothing of QoS 0");
        Assert.IsTrue(received.TryDequeue(out MqttMsgPublishEventArgs? first));
        Assert.AreEqual("a/ä", first.Topic);
        Assert.AreEqual("猫", Encoding.UTF8.GetString(first.Message));
        Assert.AreEqual(MqttQoSLevel.AtLeastOnce, first.QosLevel);
        Assert.IsFalse(first.Retain);
        Assert.IsTrue(received.TryDequeue(out MqttMsgPublishEventArgs? second));
        Assert.IsEmpty(second.Message);
    }

    [TestMethod]
    public void TellsThatTheConnectionIsClosedAndConnectsAgain()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using MqttClient client = new("127.0.0.1", broker.Port, false, null, null, MqttSslProtocols.None);
        int closed = 0;
        client.ConnectionClosed += (_, _) => closed++;
        Connect(client);
        Assert.IsTrue(client.IsConnected);

        broker.Stop();
        Wait.Until(() => closed == 1, "the client notices");
        Assert.IsFalse(client.IsConnected);
        Assert.ThrowsExactly<MqttCommunicationException>(
            () => client.Publish("a", [1], null, null, MqttQoSLevel.AtMostOnce, false));
        Assert.ThrowsExactly<MqttConnectionException>(() => Connect(client));

        broker.Start();
        Connect(client);
        Assert.IsTrue(client.IsConnected);
        client.Disconnect();
        Assert.IsFalse(client.IsConnected);
        Wait.Until(() => closed == 2, "the client tells");
    }

    /// <summary>As the original: the constructor looks the name up.</summary>
    [TestMethod]
    public void AnUnknownNameIsRefusedAtOnce()
    {
        Assert.ThrowsExactly<MqttConnectionException>(
            () => new MqttClient("no-such-host.invalid", 1883, false, null, null, MqttSslProtocols.None));
    }

    private static void Connect(MqttClient client)
    {
        MqttReasonCode answer = client.Connect(
            "stand-in", null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, true, 30);
        Assert.AreEqual(MqttReasonCode.Success, answer);
    }
}
