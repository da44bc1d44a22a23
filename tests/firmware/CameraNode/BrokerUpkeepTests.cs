using System;
using System.Linq;
using System.Text.Json;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>What is done for the broker while frames go on: reconnecting, the queue, the status.</summary>
[TestClass]
public class BrokerUpkeepTests
{
    [TestMethod]
    public void ReconnectsAndSaysHelloAgain()
    {
        Bench bench = new(i => i <= 40 ? CatsAndDogs.Cat : null);
        bench.Settings.QueueLength = 20;
        bench.Clock.At(1050, bench.Messages.Lose);

        Node node = bench.Run();

        CollectionAssert.AreEqual(new long[] { 0, 1050 + bench.Waits.Spread() }, bench.Messages.Attempts);
        CollectionAssert.AreEqual(
            new[] { 0, 1 },
            bench.Messages.Statuses.SkipLast(1)
                .Select(s => Bench.Parse(s).GetProperty("reconnects").GetInt32()).ToArray());
        CollectionAssert.Contains(bench.Observer.States, NodeState.Reconnecting);
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).ToArray(), bench.Sequence);
        Assert.AreEqual(40, node.Published);
        Assert.AreEqual(0, node.Dropped);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(1000)]
    public void OfflineKeepsTheLatest(int length)
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Settings.QueueLength = length;
        bench.Settings.FlushMilliseconds = 0;
        bench.Clock.At(1050, () => bench.GoAway());
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);
        Backoff waits = bench.Waits;
        long[] attempts = Bench.Attempts(waits, 1050 + waits.Spread(), 3500);

        Node node = bench.Run();

        // The frames of 0, 100 ... 1000 ms are 1..11; when the broker is back, 12..last wait.
        CollectionAssert.AreEqual(attempts, bench.Messages.Attempts[1..]);
        int last = (int)(attempts[^1] / 100) + 1;
        int first = Math.Max(12, last - length + 1);
        int[] expected = [.. Enumerable.Range(1, 11), .. Enumerable.Range(first, 60 - first + 1)];
        CollectionAssert.AreEqual(expected, bench.Sequence);
        Assert.AreEqual(60, node.Frames);
        Assert.AreEqual(first - 12, node.Dropped);
        Assert.AreEqual(60, node.Published + node.Dropped);
    }

    /// <summary>What waited goes out at a limited rate; new ones go behind it.</summary>
    [TestMethod]
    public void WhatWaitedDoesNotFloodTheBroker()
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Settings.QueueLength = 100;
        bench.Settings.FlushMilliseconds = 30;
        bench.Clock.At(1050, () => bench.GoAway());
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.AreEqual(Enumerable.Range(1, 60).ToArray(), bench.Sequence);
        long[] times = [.. bench.Messages.Messages.Where(m => m.Topic.EndsWith("/label")).Select(m => m.Time)];
        for (int i = 12; i < times.Length; i++)
        {
            Assert.IsGreaterThanOrEqualTo(times[i - 1] + 30, times[i]);
        }
    }

    /// <summary>A classification is sent again with its own number and time, not with those of its sending.</summary>
    [TestMethod]
    public void WhatWaitedKeepsItsNumberAndTime()
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Clock.Start = new DateTime(2026, 5, 1);
        bench.Settings.QueueLength = 100;
        bench.Clock.At(1050, () => bench.GoAway());
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);

        bench.Run();

        JsonElement[] labels = [.. bench.Messages.Labels.Select(Bench.Parse)];
        for (int i = 0; i < labels.Length; i++)
        {
            Assert.AreEqual(100 * i, labels[i].GetProperty("at").GetInt32());
            Assert.AreEqual(
                bench.Clock.Start.AddMilliseconds(100 * i).ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
                labels[i].GetProperty("utc").GetString());
        }
    }

    [TestMethod]
    public void WhatTheBrokerMayNotHaveGotIsSentAgain()
    {
        Bench bench = Bench.OfCats(2);
        bench.Messages.Confirms = false;
        bench.Clock.At(50, bench.Messages.Lose);
        bench.Clock.At(60, () => bench.Messages.Confirms = true);
        bench.Settings.QueueLength = 2;

        Node node = bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, bench.Sequence);
        Assert.AreEqual(2, node.Published);
    }

    /// <summary>Only what is not confirmed goes out twice, and in its old order.</summary>
    [TestMethod]
    public void WhatTheBrokerHasGotIsNotSentAgain()
    {
        Bench bench = Bench.OfCats(6);
        bench.Settings.QueueLength = 10;
        bench.Messages.Confirms = false;
        bench.Clock.At(350, () =>
        {
            // The birth, and the first two classifications.
            bench.Messages.ConfirmOne();
            bench.Messages.ConfirmOne();
            bench.Messages.ConfirmOne();
            bench.Messages.Lose();
            bench.Messages.Confirms = true;
        });

        Node node = bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 3, 4, 5, 6 }, bench.Sequence);
        Assert.AreEqual(6, node.Published);
        Assert.AreEqual(0, node.Dropped);
    }

    [TestMethod]
    public void QualityOfService0IsNeverSentAgain()
    {
        Bench bench = Bench.OfCats(4);
        bench.Settings.QualityOfService = 0;
        bench.Settings.QueueLength = 10;
        bench.Messages.Confirms = false;
        bench.Clock.At(150, () =>
        {
            bench.Messages.Lose();
            bench.Messages.Confirms = true;
        });

        bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, bench.Sequence);
    }

    [TestMethod]
    public void AFailedPublishCountsAsALostConnection()
    {
        Bench bench = Bench.OfCats(3);
        bench.Settings.QueueLength = 10;
        bench.Clock.At(50, () => bench.Messages.BreaksAfter = 0);

        Node node = bench.Run();

        Assert.HasCount(2, bench.Messages.Attempts);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, bench.Sequence);
        Assert.AreEqual(3, node.Published);
        CollectionAssert.Contains(bench.Observer.Warnings, "The connection to the broker is lost.");
    }

    /// <summary>
    /// Connections break at random places, and every classification arrives at least once, the first time in order.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void NothingIsLostWhileTheQueueIsLongEnough(int seed)
    {
        Random random = new(seed);
        Bench bench = new(i => i <= 100 ? CatsAndDogs.Cat : null);
        bench.Settings.QueueLength = 200;
        for (int i = 0; i < 10; i++)
        {
            bench.Clock.At(random.Next(10_000), () => bench.Messages.BreaksAfter = random.Next(4));
            bench.Clock.At(random.Next(10_000), () => bench.Messages.Confirms = random.Next(2) == 0);
            bench.Clock.At(random.Next(10_000), bench.Messages.Lose);
        }

        bench.Clock.At(12_000, () =>
        {
            bench.Messages.Confirms = true;
            bench.Messages.Confirm();
        });

        Node node = bench.Run();

        int[] sequence = bench.Sequence;
        CollectionAssert.AreEqual(Enumerable.Range(1, 100).ToArray(), sequence.Distinct().ToArray());
        Assert.AreEqual(0, node.Dropped);
        Assert.AreEqual(100, node.Published);
    }

    [TestMethod]
    public void TheLastClassificationsWaitForTheBroker()
    {
        Bench bench = Bench.OfCats(5);
        bench.Settings.QueueLength = 3;
        bench.Clock.At(50, () => bench.GoAway());
        bench.Clock.At(20_000, () => bench.Messages.Reachable = true);

        Node node = bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 3, 4, 5 }, bench.Sequence);
        Assert.AreEqual(4, node.Published);
        Assert.AreEqual(1, node.Dropped);
    }

    [TestMethod]
    public void ANetworkThatComesBackIsWorthAnAttemptSoon()
    {
        Bench bench = new(_ => CatsAndDogs.Cat);
        Node node = bench.Make();
        bench.Clock.At(1050, () =>
        {
            bench.GoAway();
            bench.Link.IsUp = false;
        });
        bench.Clock.At(200_000, () =>
        {
            bench.Messages.Reachable = true;
            bench.Link.IsUp = true;
        });
        bench.Observer.OnState = state =>
        {
            if (state == NodeState.Running && bench.Clock.Milliseconds > 1050)
            {
                node.RequestStop();
            }
        };

        bench.Run(node);

        Assert.IsInRange(200_000, 202_100, bench.Messages.Attempts[^1]);
        CollectionAssert.Contains(bench.Observer.Warnings, "The network is lost.");
        CollectionAssert.Contains(bench.Observer.Warnings, "The network is back.");
    }

    [TestMethod]
    public void TheStatusComesAtItsInterval()
    {
        Bench bench = new(i => i <= 100 ? CatsAndDogs.Cat : null);
        bench.Settings.StatusMilliseconds = 3000;

        bench.Run();

        FakeMessage[] statuses = [.. bench.Messages.Messages.Where(m => m.Topic.EndsWith("/status"))];
        CollectionAssert.AreEqual(
            new long[] { 0, 3000, 6000, 9000 }, statuses.SkipLast(1).Select(m => m.Time).ToArray());
        Assert.AreEqual(9, Bench.Parse(statuses[3].Text).GetProperty("uptime").GetInt32());
        Assert.AreEqual(90, Bench.Parse(statuses[3].Text).GetProperty("frames").GetInt32());
        Assert.AreEqual(90, Bench.Parse(statuses[3].Text).GetProperty("published").GetInt32());
        Assert.AreEqual(0, Bench.Parse(statuses[3].Text).GetProperty("reconnects").GetInt32());
    }

    [TestMethod]
    public void TheStatusTellsOfMemoryAndBrokenSettings()
    {
        Bench bench = Bench.OfCats(1);

        bench.Run(bench.Make(parts =>
        {
            parts.Memory = new Esp32Memory();
            parts.SettingsSource = SettingsStore.Backup;
            parts.SettingsProblem = "node.json: line 1, column 1: wrong.";
        }));

        JsonElement status = Bench.Parse(bench.Messages.Statuses[0]);
        Assert.AreEqual("node.bak", status.GetProperty("settings").GetString());
        Assert.AreEqual("node.json: line 1, column 1: wrong.", status.GetProperty("settingsProblem").GetString());
        Assert.IsGreaterThan(0, status.GetProperty("freeManaged").GetInt64());
        Assert.IsGreaterThan(0, status.GetProperty("freeInternal").GetInt64());
        Assert.AreEqual(0, status.GetProperty("freeExternal").GetInt64());
    }
}
