using System;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Brokers.Nodes;
using SqueezeNet.Embedded.Tests.Brokers.Servers;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers;

/// <summary>Three NATS servers; the node's own is killed.</summary>
[TestClass]
public class ClusterTests
{
    /// <summary>Seconds that servers may take to agree on who leads now.</summary>
    private const int Patience = 90;

    [TestMethod]
    public void TheNodeGoesOnAtTheNextServer()
    {
        if (!TestServer.AllAreWanted)
        {
            Assert.Inconclusive("nats is tested by: make test-brokers");
        }

        NatsServer[] servers = NatsServer.Cluster();
        try
        {
            NodeSettings settings = new()
            {
                BrokerHost = string.Join(", ", servers.Select(server => $"127.0.0.1:{server.Port}")),
                ClientId = "roamer",
                IntervalMilliseconds = 50,
                QueueLength = 1000,
            };
            using RunningNode node = new(settings);
            Wait.Until(() => node.Node.Published > 10, "labels are published", Patience);
            // A server that starts slowly is passed over.
            int own = node.Warnings.Count(text => text.Contains("cannot be reached")) % servers.Length;
            using Observer observer = new(servers[(own + 2) % servers.Length], "sqnet/roamer/label");
            int before = node.Node.Published;
            Wait.Until(() => observer.Messages.Length > 0, "labels arrive at another server");

            servers[own].Stop();

            try
            {
                Wait.Until(() => node.Connections > 1, "the node connects to the next server", Patience);
            }
            catch (AssertFailedException)
            {
                Assert.Fail(string.Join('\n', node.Warnings));
            }

            Wait.Until(() => node.Node.Published > before + 50, "labels are published again", Patience);
            node.Stop();
            Assert.AreEqual(0, node.Node.Dropped);
            Assert.AreEqual(0, node.Node.Waiting);
            Assert.AreEqual(node.Node.Frames, node.Node.Published, "each frame's label is confirmed");

            // From the first that the observer was there for to the very last: none is missing, at either end.
            int first = observer.Sequence("sqnet/roamer/label").Min();
            int[] expected = [.. Enumerable.Range(first, node.Node.Frames - first + 1)];
            Wait.Until(
                () => observer.Sequence("sqnet/roamer/label").Distinct().Count() >= expected.Length, "the tail");
            CollectionAssert.AreEqual(
                expected, observer.Sequence("sqnet/roamer/label").Distinct().Order().ToArray());
        }
        finally
        {
            Array.ForEach(servers, server => server.Dispose());
        }
    }
}
