using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Broker;

/// <summary>What the desktop's MQTT client says on the wire, and what it takes for an answer.</summary>
[TestClass]
public class WireTests
{
    private const string Will = "sqnet/wire/status";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void SpeaksMqtt311()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        client.Connect("me", "user", "secret", true, MqttQoSLevel.AtLeastOnce, true, "t", "w", true, 300);

        Packet connect = relay.Sent.Single();
        Assert.AreEqual(PacketType.Connect, connect.Type);
        byte[] expected =
        [
            0, 4, .. "MQTT"u8, 4, 0b1110_1110, 1, 44, 0, 2, .. "me"u8, 0, 1, .. "t"u8, 0, 1, .. "w"u8,
            0, 4, .. "user"u8, 0, 6, .. "secret"u8,
        ];
        CollectionAssert.AreEqual(expected, connect.Body);
    }

    /// <summary>A topic is sent once and then stands as its number; only the topic that is to expires.</summary>
    [TestMethod]
    public void SpeaksMqtt5()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        client.ProtocolVersion = MqttProtocolVersion.Version_5;
        client.ExpirySeconds = 258;
        client.ExpiringTopic = "sqnet/wire/label";
        Connect(client);
        Assert.AreEqual(5, relay.Sent.Single().Body[6]);

        Publish(client, "one", MqttQoSLevel.AtMostOnce);
        Publish(client, "two", MqttQoSLevel.AtMostOnce);
        client.Publish("sqnet/wire/other", [120], null, null, MqttQoSLevel.AtMostOnce, false);

        Wait.Until(() => subscriber.Lines.Length == 3, "all arrive");
        CollectionAssert.AreEqual(new[] { "one", "two" }, subscriber.Payloads("sqnet/wire/label"));
        byte[][] sent = [.. relay.Sent.Where(p => p.Type == PacketType.Publish).Select(p => p.Body)];
        byte[] expiry = [2, 0, 0, 1, 2];
        byte[] alias = [35, 0, 1];
        Assert.IsGreaterThan(0, sent[0].AsSpan().IndexOf("sqnet/wire/label"u8));
        Assert.AreEqual(0, sent[1][0] + sent[1][1], "no topic");
        foreach (byte[] label in sent[..2])
        {
            Assert.IsGreaterThan(0, label.AsSpan().IndexOf(expiry));
            Assert.IsGreaterThan(0, label.AsSpan().IndexOf(alias));
        }

        Assert.IsLessThan(0, sent[2].AsSpan().IndexOf(expiry));
        Assert.IsGreaterThan(0, sent[2].AsSpan().IndexOf(new byte[] { 35, 0, 2 }));
    }

    [TestMethod]
    public void EachMessageWaitsForItsOwnAcknowledgement()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        ConcurrentQueue<ushort> confirmed = [];
        client.MqttMsgPublished += (_, e) => confirmed.Enqueue(e.IsPublished ? e.MessageId : (ushort)0);
        Connect(client);
        relay.Holds = packet => packet.Type == PacketType.PubAck && packet.Id % 2 == 0;

        ushort[] ids = [.. Enumerable.Range(0, 6).Select(i => Publish(client, $"{i}", MqttQoSLevel.AtLeastOnce))];

        Wait.Until(() => confirmed.Count == 3 && relay.Held.Length == 3, "every second message is confirmed");
        Thread.Sleep(200);
        CollectionAssert.AreEquivalent(new[] { ids[0], ids[2], ids[4] }, confirmed.ToArray());
        relay.Release();
        Wait.Until(() => confirmed.Count == 6, "the others are confirmed");
        CollectionAssert.AreEquivalent(ids, confirmed.ToArray());
        Wait.Until(() => subscriber.Lines.Length == 6, "all arrive, once each");
    }

    /// <summary>One at a time, and only PUBCOMP counts, though subscribers get the message before it.</summary>
    [TestMethod]
    [DataRow(PacketType.PubRec, 0)]
    [DataRow(PacketType.PubComp, 1)]
    public void ExactlyOnceWaitsForTheLastAcknowledgement(object held, int arrived)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        ConcurrentQueue<ushort> confirmed = [];
        client.MqttMsgPublished += (_, e) => confirmed.Enqueue(e.IsPublished ? e.MessageId : (ushort)0);
        Connect(client);
        relay.Holds = packet => packet.Type == (PacketType)held;

        ushort[] ids = [.. Enumerable.Range(0, 3).Select(i => Publish(client, $"{i}", MqttQoSLevel.ExactlyOnce))];

        Wait.Until(() => relay.Held.Length == 1 && subscriber.Lines.Length == arrived, "the broker has the first");
        Thread.Sleep(200);
        Assert.IsEmpty(confirmed);
        Assert.HasCount(1, relay.Sent.Where(packet => packet.Type == PacketType.Publish));
        relay.Release();
        Wait.Until(() => confirmed.Count == 3, "all are confirmed");
        CollectionAssert.AreEqual(ids, confirmed.ToArray());
        Wait.Until(() => subscriber.Lines.Length == 3, "all arrive, once each");
    }

    [TestMethod]
    [DataRow(MqttQoSLevel.AtMostOnce)]
    [DataRow(MqttQoSLevel.AtLeastOnce)]
    [DataRow(MqttQoSLevel.ExactlyOnce)]
    public void ManyMessagesAtOnceArriveInOrder(MqttQoSLevel quality)
    {
        const int Count = 60;
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using MqttClient client = Open(broker.Port);
        ConcurrentQueue<ushort> confirmed = [];
        client.MqttMsgPublished += (_, e) => confirmed.Enqueue(e.MessageId);
        Connect(client);

        ushort[] ids = [.. Enumerable.Range(0, Count).Select(i => Publish(client, $"{i}", quality))];

        Wait.Until(() => subscriber.Lines.Length == Count, "all arrive");
        CollectionAssert.AreEqual(
            Enumerable.Range(0, Count).Select(i => $"{i}").ToArray(), subscriber.Payloads("sqnet/wire/label"));
        ushort[] expected = quality == MqttQoSLevel.AtMostOnce ? [] : ids;
        Wait.Until(() => confirmed.Count == expected.Length, "all are confirmed");
        CollectionAssert.AreEquivalent(expected, confirmed.ToArray());
    }

    [TestMethod]
    [DataRow(MqttQoSLevel.AtMostOnce, false)]
    [DataRow(MqttQoSLevel.AtLeastOnce, true)]
    [DataRow(MqttQoSLevel.ExactlyOnce, true)]
    public void CloseSaysNothingAndLeavesTheWill(MqttQoSLevel quality, bool retain)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        Connect(client, quality, retain);

        client.Close();

        Assert.IsFalse(client.IsConnected);
        Wait.Until(() => subscriber.Payloads(Will).Length == 1, "the will arrives");
        Assert.IsFalse(relay.Sent.Any(packet => packet.Type == PacketType.Disconnect));
        using Subscriber late = new(broker);
        CollectionAssert.AreEqual(retain ? new[] { $"1 {Will} gone" } : [], late.Lines);
    }

    [TestMethod]
    public void ACutConnectionLeavesTheWill()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        int closed = 0;
        client.ConnectionClosed += (_, _) => closed++;
        Connect(client);

        relay.Cut();

        Wait.Until(() => subscriber.Payloads(Will).Length == 1, "the will arrives");
        Wait.Until(() => closed == 1, "the client notices");
        Assert.IsFalse(client.IsConnected);
    }

    /// <summary>
    /// Nothing is lost that is published just before; and the next connection with this client id comes after the end
    /// of this one, so that it does not take it over, on which the broker would publish the will.
    /// </summary>
    [TestMethod]
    public void DisconnectSendsEverythingAndLeavesNoWill()
    {
        const int Times = 40;
        byte[] large = Encoding.ASCII.GetBytes(new string('x', 1_000_000));
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        for (int i = 0; i < Times; i++)
        {
            using MqttClient client = Open(broker.Port);
            Connect(client);
            client.Publish("elsewhere", large, null, null, MqttQoSLevel.AtMostOnce, false);
            Publish(client, $"{i}", MqttQoSLevel.AtMostOnce);
            client.Disconnect();
        }

        Wait.Until(() => subscriber.Payloads("sqnet/wire/label").Length == Times, "every last word arrives");
        Assert.IsEmpty(subscriber.Payloads(Will));
    }

    /// <summary>
    /// MQTTnet's own keepalive would not notice while this side publishes: it asks only when nothing was sent for long.
    /// </summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ASilentBrokerIsNoticed(bool publishing)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        using ManualResetEventSlim closed = new();
        client.ConnectionClosed += (_, _) => closed.Set();
        Connect(client, keepAlive: 2);
        Wait.Until(() => relay.Sent.Any(packet => packet.Type == PacketType.PingReq), "the client asks");
        Thread.Sleep(500);
        Assert.IsTrue(client.IsConnected, "an answer is an answer");
        relay.Holds = _ => true;

        long start = Stopwatch.GetTimestamp();
        while (!closed.Wait(100))
        {
            Assert.IsLessThan(15, Stopwatch.GetElapsedTime(start).TotalSeconds, "The client does not notice.");
            if (publishing)
            {
                Publish(client, "x", MqttQoSLevel.AtMostOnce);
            }
        }

        Assert.IsFalse(client.IsConnected);
    }

    /// <summary>The broker has not confirmed, and now never will: the connection's end says so.</summary>
    [TestMethod]
    public void UnconfirmedMessagesEndWithTheConnection()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Relay relay = new(broker.Port);
        using MqttClient client = Open(relay.Port);
        int published = 0;
        int closed = 0;
        client.MqttMsgPublished += (_, _) => published++;
        client.ConnectionClosed += (_, _) => closed++;
        Connect(client);
        relay.Holds = packet => packet.Type == PacketType.PubAck;
        Publish(client, "x", MqttQoSLevel.AtLeastOnce);
        Wait.Until(() => relay.Held.Length == 1, "the broker has it");

        relay.Cut();

        Wait.Until(() => closed == 1, "the connection ends");
        client.Close();
        Assert.AreEqual(0, published);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void RefusalsKeepTheirCodes(int code)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task answer = Task.Run(
            () =>
            {
                using TcpClient accepted = listener.AcceptTcpClient();
                NetworkStream stream = accepted.GetStream();
                stream.ReadExactly(new byte[20]);
                stream.Write([0x20, 2, 0, (byte)code]);
                while (stream.ReadByte() >= 0)
                {
                    // Until the client closes.
                }
            },
            TestContext.CancellationToken);
        using MqttClient client = Open(((IPEndPoint)listener.LocalEndpoint).Port);
        int closed = 0;
        client.ConnectionClosed += (_, _) => closed++;

        MqttReasonCode reason = client.Connect(
            "refused", null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, true, 30);

        Assert.AreEqual((MqttReasonCode)code, reason);
        Assert.IsFalse(client.IsConnected);
        Wait.Until(() => answer.IsCompleted, "the client closes");
        client.Close();
        Assert.AreEqual(0, closed, "there was no connection to lose");
    }

    [TestMethod]
    public void APasswordIsChecked()
    {
        string passwords = Path.GetTempFileName();
        using (Process tool = Process.Start(
            MosquittoBroker.Find("mosquitto_passwd"), ["-c", "-b", passwords, "camera", "päss"]))
        {
            tool.WaitForExit();
        }

        using MosquittoBroker broker =
            MosquittoBroker.Open($"user root\npassword_file {passwords}\nallow_anonymous false");
        using MqttClient client = Open(broker.Port);

        Assert.AreEqual(MqttReasonCode.ConnectionRefusedNotAuthorized, Connect("camera", "wrong"));
        Assert.AreEqual(MqttReasonCode.ConnectionRefusedNotAuthorized, Connect("camera", null));
        Assert.AreEqual(MqttReasonCode.ConnectionRefusedNotAuthorized, Connect(null, null));
        Assert.AreEqual(MqttReasonCode.Success, Connect("camera", "päss"));
        File.Delete(passwords);

        MqttReasonCode Connect(string? user, string? password)
        {
            return client.Connect("c", user, password, false, MqttQoSLevel.AtMostOnce, false, null, null, true, 30);
        }
    }

    [TestMethod]
    public void CloseEndsAnAttemptToConnect()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using MqttClient client = Open(((IPEndPoint)silent.LocalEndpoint).Port);
        Task attempt = Task.Run(() => Connect(client), TestContext.CancellationToken);
        using TcpClient accepted = silent.AcceptTcpClient();

        client.Close();

        Wait.Until(() => attempt.IsCompleted, "the attempt ends");
        Assert.IsTrue(attempt.IsFaulted);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void NothingIsLeftAfterTheEnd(bool goodbye)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using MqttClient client = Open(broker.Port);
        ConcurrentQueue<Thread> threads = [];
        client.MqttMsgPublished += (_, _) => threads.Enqueue(Thread.CurrentThread);
        client.ConnectionClosed += (_, _) => threads.Enqueue(Thread.CurrentThread);
        Connect(client);
        Publish(client, "x", MqttQoSLevel.ExactlyOnce);
        Wait.Until(() => threads.Count == 1, "the broker confirms");

        if (goodbye)
        {
            client.Disconnect();
        }
        else
        {
            client.Close();
        }

        Assert.HasCount(2, threads, "the end was told before Close returned");
        Assert.HasCount(1, threads.Distinct());
        Assert.IsFalse(threads.First().IsAlive);
        client.Close();
        client.Disconnect();
        Assert.HasCount(2, threads);
    }

    /// <summary>The node does so when the library has given a message up.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void AnEventMayEndTheConnection(bool goodbye)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using MqttClient client = Open(broker.Port);
        using ManualResetEventSlim returned = new();
        using ManualResetEventSlim closed = new();
        client.ConnectionClosed += (_, _) => closed.Set();
        client.MqttMsgPublishReceived += (_, _) =>
        {
            if (goodbye)
            {
                client.Disconnect();
            }
            else
            {
                client.Close();
            }

            returned.Set();
        };
        Connect(client);
        client.Subscribe(["sqnet/wire/label"], [MqttQoSLevel.ExactlyOnce]);

        Publish(client, "x", MqttQoSLevel.ExactlyOnce);

        Assert.IsTrue(returned.Wait(5000, TestContext.CancellationToken), "the event returns");
        Assert.IsTrue(closed.Wait(5000, TestContext.CancellationToken), "the end is told");
    }

    [TestMethod]
    [DataRow(MqttQoSLevel.AtMostOnce)]
    [DataRow(MqttQoSLevel.AtLeastOnce)]
    [DataRow(MqttQoSLevel.ExactlyOnce)]
    public void RetainedMessagesAreReceived(MqttQoSLevel quality)
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using MqttClient client = Open(broker.Port);
        ConcurrentQueue<MqttMsgPublishEventArgs> received = [];
        int confirmed = 0;
        client.MqttMsgPublishReceived += (_, e) => received.Enqueue(e);
        client.MqttMsgPublished += (_, _) => confirmed++;
        Connect(client);
        client.Publish("set", "1"u8.ToArray(), null, null, MqttQoSLevel.ExactlyOnce, true);
        Wait.Until(() => confirmed == 1, "the broker has it");

        client.Subscribe(["set"], [quality]);

        Wait.Until(() => received.Count == 1, "it comes back");
        MqttMsgPublishEventArgs message = received.Single();
        Assert.AreEqual("1", Encoding.UTF8.GetString(message.Message));
        Assert.AreEqual(quality, message.QosLevel);
        Assert.IsTrue(message.Retain);
    }

    private static MqttClient Open(int port)
    {
        return new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None);
    }

    private static void Connect(
        MqttClient client, MqttQoSLevel quality = MqttQoSLevel.AtLeastOnce, bool retain = true, ushort keepAlive = 30)
    {
        Assert.AreEqual(
            MqttReasonCode.Success,
            client.Connect("wire", null, null, retain, quality, true, Will, "gone", true, keepAlive));
    }

    private static ushort Publish(MqttClient client, string text, MqttQoSLevel quality)
    {
        return client.Publish("sqnet/wire/label", Encoding.UTF8.GetBytes(text), null, null, quality, false);
    }
}
