using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MQTTnet;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>A connection waits for nothing longer than its limit, here half a second.</summary>
[TestClass]
public class ConnectionTests
{
    [TestMethod]
    public void AMessageThatIsNeverConfirmedIsGivenUp()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Relay relay = new(broker.Port);
        Connection connection = Make();
        connection.Open(new DnsEndPoint("127.0.0.1", relay.Port), Options());
        relay.Holds = packet => packet.Type == PacketType.PubAck;
        ConcurrentQueue<bool> ends = [];
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic("a").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();

        connection.Publish(message, ends.Enqueue);

        Wait.Until(() => ends.Count == 1, "the message is given up");
        Assert.IsFalse(ends.Single());
        relay.Release();
        Thread.Sleep(100);
        Assert.IsTrue(connection.IsConnected, "a late acknowledgement does no harm");
        Assert.HasCount(1, ends);
        connection.Close();
    }

    [TestMethod]
    public void APortThatSaysNothingIsGivenUp()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        Connection connection = Make();

        Assert.ThrowsExactly<MqttCommunicationException>(
            () => connection.Open(silent.LocalEndpoint, Options()));
        connection.Close();
    }

    private static Connection Make()
    {
        return new Connection(null, _ => { }, () => { }) { Limit = TimeSpan.FromMilliseconds(500) };
    }

    private static MqttClientOptions Options()
    {
        return new MqttClientOptions { ProtocolVersion = MQTTnet.Formatter.MqttProtocolVersion.V311 };
    }
}
