using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Brokers.Nodes;
using SqueezeNet.Embedded.Tests.Brokers.Servers;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Brokers;

/// <summary>200 nodes on one mosquitto that ends and starts ten times; fewer in each build.</summary>
[TestClass]
public class FleetTests
{

    /// <summary>A queue that holds all, and one that is soon too short; every other node has it.</summary>
    private static readonly int[] queueLengths = [1000, 2];

    private static int Nodes => TestServer.AllAreWanted ? 200 : 40;

    private static int Restarts => TestServer.AllAreWanted ? 10 : 3;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = true)]
    public void EveryClassificationIsAccountedFor()
    {
        // The observer's session must outlive the broker, so that the broker must keep it.
        using MosquittoBroker broker = MosquittoBroker.Open(
            $"user root\nallow_anonymous true\npersistence true\npersistence_location {MosquittoBroker.Folder}/\n"
            + "max_queued_messages 0\nmax_inflight_messages 1000");
        using Subscriber observer = new(broker, "sqnet", "-c", "-i", "observer");
        long start = Stopwatch.GetTimestamp();
        RunningNode[] nodes = [.. Enumerable.Range(0, Nodes).Select(i => Start(broker, i))];
        try
        {
            AwaitAll(nodes, node => node.IsConnected, "all nodes connect");
            for (int i = 0; i < Restarts; i++)
            {
                Thread.Sleep(500);
                broker.End();
                AwaitAll(nodes, node => !node.IsConnected, "all nodes notice");
                Thread.Sleep(1000);
                broker.Start();
                AwaitAll(nodes, node => node.IsConnected, "all nodes connect again");
            }

            AwaitAll(nodes, node => node.Node.Waiting <= 2, "what waited is sent");
            foreach (RunningNode node in nodes)
            {
                node.Node.RequestStop();
            }

            foreach (RunningNode node in nodes)
            {
                node.Stop();
            }

            Wait.Until(() => observer.Lines.Count(IsFarewell) >= Nodes, "all farewells arrive");
            Dictionary<string, HashSet<int>> arrived = Arrived(observer.Lines);
            foreach (RunningNode node in nodes)
            {
                Judge(node, arrived[node.Settings.ClientId]);
            }

            // A restart that a node does not see, since it looks again only afterwards, is like a takeover to it; so
            // many in a row are not.
            Assert.AreEqual(0, nodes.Count(node => node.Warnings.Any(text => text.StartsWith("Another client"))));
            TestContext.WriteLine(
                $"{Nodes} nodes, {Restarts} restarts, {nodes.Sum(node => node.Node.Wanted)} classifications: "
                + $"{nodes.Sum(node => node.Node.Published)} published, "
                + $"{nodes.Sum(node => node.Node.Waiting)} waiting, "
                + $"{nodes.Sum(node => node.Node.Dropped)} dropped; "
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        }
        finally
        {
            Array.ForEach(nodes, node => node.Dispose());
        }
    }

    private static RunningNode Start(MosquittoBroker broker, int index)
    {
        return new RunningNode(new NodeSettings
        {
            BrokerHost = "127.0.0.1",
            BrokerPort = broker.Port,
            ClientId = $"node-{index}",
            IntervalMilliseconds = 500,
            QueueLength = queueLengths[index % queueLengths.Length],
            FlushMilliseconds = 1,
        });
    }

    /// <summary>Everything is in one of the three, and what the node calls published has arrived.</summary>
    private static void Judge(RunningNode node, HashSet<int> arrived)
    {
        string name = node.Settings.ClientId;
        Node it = node.Node;
        Assert.AreEqual(it.Frames, it.Wanted, name);
        Assert.AreEqual(it.Wanted, it.Published + it.Waiting + it.Dropped, name);
        Assert.AreEqual(0, it.Waiting, name);
        Assert.IsGreaterThanOrEqualTo(Restarts + 1, node.Connections, name);
        Assert.IsGreaterThanOrEqualTo(it.Published, arrived.Count, name);
        if (node.Settings.QueueLength == queueLengths[0])
        {
            Assert.AreEqual(0, it.Dropped, name);
            CollectionAssert.AreEqual(
                Enumerable.Range(1, it.Published).ToArray(), arrived.Order().ToArray(), name);
        }
        else
        {
            Assert.IsGreaterThan(0, it.Dropped, name);
        }
    }

    private static void AwaitAll(RunningNode[] nodes, Func<RunningNode, bool> happened, string what)
    {
        Wait.Until(() => nodes.All(happened), what, 60);
    }

    private static bool IsFarewell(string line)
    {
        return line.EndsWith("/status " + NodeMessages.Offline, StringComparison.Ordinal) && line[0] == '0';
    }

    /// <summary>The numbers of the labels that the observer has got, for each node.</summary>
    private static Dictionary<string, HashSet<int>> Arrived(string[] lines)
    {
        Dictionary<string, HashSet<int>> all = [];
        foreach (string[] parts in lines.Select(line => line.Split(' ', 3)))
        {
            string[] levels = parts[1].Split('/');
            if (levels[2] == "label")
            {
                all.TryAdd(levels[1], []);
                all[levels[1]].Add(JsonDocument.Parse(parts[2]).RootElement.GetProperty("seq").GetInt32());
            }
        }

        return all;
    }
}
