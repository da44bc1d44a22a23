using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Brokers.Nodes;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers;

/// <summary>A broker whose process stands still, behind a connection that seems to live.</summary>
[TestClass]
public sealed class FreezeTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public void WhatIsCalledPublishedHasArrived()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber observer = new(broker);
        using RunningNode running = new(new NodeSettings
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = broker.Port,
            ClientId = "frozen",
            IntervalMilliseconds = 50,
            QueueLength = 30,
            FlushMilliseconds = 1,
            KeepAliveSeconds = 5,
        });
        Node node = running.Node;
        Wait.Until(() => node.Published > 10, "labels are published");

        broker.Freeze();
        Wait.Until(() => !running.IsConnected && node.Dropped > 0, "the node notices", 30);
        broker.Thaw();
        Wait.Until(() => running.IsConnected && node.Waiting <= 2, "what waited is sent", 60);
        running.Stop();

        Assert.AreEqual(node.Wanted, node.Published + node.Waiting + node.Dropped);
        Assert.AreEqual(0, node.Waiting);
        Wait.Until(() => Arrived(observer) >= node.Published, "all that is called published arrives");

        // What the frozen broker had in its socket may arrive although the node has given it up.
        Assert.IsLessThanOrEqualTo(node.Wanted, Arrived(observer));
        TestContext.WriteLine(
            $"{node.Wanted} labels: {node.Published} published, {node.Dropped} dropped, {Arrived(observer)} arrived");
    }

    private static int Arrived(Subscriber observer)
    {
        return observer.Payloads("sqnet/frozen/label")
            .Select(label => JsonDocument.Parse(label).RootElement.GetProperty("seq").GetInt32())
            .Distinct().Count();
    }
}
