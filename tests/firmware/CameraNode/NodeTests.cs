using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

[TestClass]
public class NodeTests
{
    [TestMethod]
    public void GoesThroughItsStates()
    {
        Bench bench = Bench.OfCats(1);

        Node node = bench.Run();

        NodeState[] expected =
        [
            NodeState.JoiningNetwork, NodeState.LoadingModel, NodeState.Connecting, NodeState.Running,
            NodeState.Stopping, NodeState.Stopped,
        ];
        CollectionAssert.AreEqual(expected, bench.Observer.States);
        Assert.AreEqual(NodeState.Stopped, node.State);
    }

    [TestMethod]
    public void SaysHelloRetained()
    {
        Bench bench = Bench.OfCats(1);

        bench.Run();

        FakeMessage birth = bench.Messages.Messages[0];
        Assert.AreEqual("sqnet/door/status", birth.Topic);
        Assert.IsTrue(birth.Retain);
        Assert.AreEqual(1, birth.QualityOfService);
        uint crc = Blob.Open(CatsAndDogs.Blob).Header.Crc;
        Assert.AreEqual(
            $$"""{"status":"online","model":"hand","crc":"{{crc:x8}}","classes":2,"input":"8x8","firmware":"0.1.0","""
                + "\"settings\":\"built-in\",\"address\":\"192.0.2.7\",\"uptime\":0,\"reconnects\":0,\"frames\":0,"
                + "\"published\":0,\"waiting\":0,\"dropped\":0,\"cameraFailures\":0,\"cameraRestarts\":0}",
            birth.Text);
    }

    [TestMethod]
    public void LeavesAWillAndSaysGoodbye()
    {
        Bench bench = Bench.OfCats(1);

        bench.Run();

        Assert.AreEqual("sqnet/door/status", bench.Messages.WillTopic);
        Assert.AreEqual("""{"status":"offline"}""", bench.Messages.Will);
        FakeMessage last = bench.Messages.Messages[^1];
        Assert.AreEqual("sqnet/door/status", last.Topic);
        Assert.AreEqual("""{"status":"offline"}""", last.Text);
        Assert.IsTrue(last.Retain);
        Assert.AreEqual("disconnect", bench.Messages.Ending);
    }

    [TestMethod]
    public void PublishesEveryFrameInOrder()
    {
        Bench bench = new(i => i <= 3 ? (i == 2 ? CatsAndDogs.Dog : CatsAndDogs.Cat) : null);

        Node node = bench.Run();

        JsonElement[] labels = [.. bench.Messages.Labels.Select(text => JsonDocument.Parse(text).RootElement)];
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, labels.Select(l => l.GetProperty("seq").GetInt32()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "cat", "dog", "cat" }, labels.Select(l => l.GetProperty("label").GetString()).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 0 }, labels.Select(l => l.GetProperty("index").GetInt32()).ToArray());
        Assert.AreEqual(3, node.Frames);
        Assert.AreEqual(3, node.Published);
        Assert.AreEqual(0, node.Unconfirmed);
        Assert.IsTrue(bench.Messages.Messages.Where(m => m.Topic == "sqnet/door/label").All(m => !m.Retain));
    }

    [TestMethod]
    public void TellsHowFarDecodingIs()
    {
        Bench bench = new(_ => null, new SteppedModel());

        bench.Run();

        CollectionAssert.AreEqual(new[] { 10, 22, 34, 46, 58, 70, 82, 94, 100 }, bench.Observer.Decodings);
    }

    [TestMethod]
    public void LabelHasTheClassifiersAnswer()
    {
        Bench bench = Bench.OfCats(1);
        bench.Camera.FrameName = "a \"cat\".png";
        using Network network = CatsAndDogs.Open();
        Classification expected = network.Classify(CatsAndDogs.Cat);

        bench.Run();

        JsonElement label = JsonDocument.Parse(bench.Messages.Labels.Single()).RootElement;
        Assert.AreEqual(expected.Probability, label.GetProperty("score").GetDouble(), 0.00005001);
        Assert.AreEqual(network.Crc.ToString("x8"), label.GetProperty("model").GetString());
        Assert.AreEqual("a \"cat\".png", label.GetProperty("frame").GetString());
        Assert.IsTrue(label.GetProperty("ms").GetDouble() >= 0);
    }

    [TestMethod]
    public void LabelWithoutFrameNameHasNoFrame()
    {
        Bench bench = Bench.OfCats(1);

        bench.Run();

        Assert.IsFalse(JsonDocument.Parse(bench.Messages.Labels.Single()).RootElement.TryGetProperty("frame", out _));
    }

    [TestMethod]
    public void OnChangePublishesOnlyOtherClasses()
    {
        Bench bench = new(i => i <= 6 ? (i is 3 or 4 ? CatsAndDogs.Dog : CatsAndDogs.Cat) : null);
        bench.Settings.Rule = PublishRule.OnChange;

        Node node = bench.Run();

        int[] sequence =
            [.. bench.Messages.Labels.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("seq").GetInt32())];
        CollectionAssert.AreEqual(new[] { 1, 3, 5 }, sequence);
        Assert.AreEqual(6, node.Frames);
        Assert.HasCount(6, bench.Observer.Results);
    }

    [TestMethod]
    public void DoubtfulAnswersAreNotPublished()
    {
        Bench bench = new(i => i <= 2 ? (i == 1 ? CatsAndDogs.Dog : CatsAndDogs.Cat) : null);
        using Network network = CatsAndDogs.Open();
        float cat = network.Classify(CatsAndDogs.Cat).Probability;
        float dog = network.Classify(CatsAndDogs.Dog).Probability;
        Assert.IsGreaterThan(dog, cat);
        bench.Settings.MinScore = (cat + dog) / 2;

        bench.Run();

        Assert.Contains("\"cat\"", bench.Messages.Labels.Single());
    }

    [TestMethod]
    public void KeepsTheInterval()
    {
        Bench bench = Bench.OfCats(3);

        bench.Run();

        long[] times = [.. bench.Messages.Messages.Where(m => m.Topic.EndsWith("label")).Select(m => m.Time)];
        CollectionAssert.AreEqual(new long[] { 0, 100, 200 }, times);
    }

    [TestMethod]
    public void StopsAfterEnoughFrames()
    {
        Bench bench = new(_ => CatsAndDogs.Cat);
        bench.Settings.MaxFrames = 4;

        Node node = bench.Run();

        Assert.AreEqual(4, node.Frames);
        Assert.AreEqual(4, bench.Camera.Captures);
    }

    [TestMethod]
    public void JoinsTheNetworkWithPatience()
    {
        Bench bench = Bench.OfCats(1);
        bench.Link.Failures = 3;

        bench.Run();

        Assert.HasCount(3, bench.Observer.Warnings);
        Backoff waits = bench.Waits;
        Assert.AreEqual(waits.Next() + waits.Next() + waits.Next(), bench.Messages.Attempts[0]);
    }

    [TestMethod]
    public void ConnectsWithBackoffAndTakesNoPicturesBefore()
    {
        Bench bench = new(_ => CatsAndDogs.Cat);
        bench.Settings.MaxFrames = 1;
        bench.Messages.Reachable = false;
        bench.Clock.At(200_000, () => Assert.AreEqual(0, bench.Camera.Captures));
        bench.Clock.At(240_000, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.AreEqual(Attempts(bench.Waits, 0, 240_000), bench.Messages.Attempts);
        Assert.HasCount(1, bench.Messages.Labels);
    }

    [TestMethod]
    public void GivesUpWhenToldTo()
    {
        Bench bench = Bench.OfCats(1);
        bench.Settings.GiveUpMilliseconds = 5000;
        bench.Messages.Reachable = false;

        OfflineException e = Assert.ThrowsExactly<OfflineException>(() => bench.Run());

        Assert.AreEqual("The broker localhost:1883 cannot be reached: connection refused.", e.Message);
        Assert.AreEqual(5000, bench.Messages.Attempts[^1]);
        CollectionAssert.AreEqual(
            Attempts(bench.Waits, 0, 5000)[..^1], bench.Messages.Attempts[..^1], "and the last is made at the limit");
        Assert.AreEqual(NodeState.Stopped, bench.Observer.States[^1]);
    }

    [TestMethod]
    public void StopEndsABackoff()
    {
        Bench bench = Bench.OfCats(1);
        bench.Messages.Reachable = false;
        Node node = bench.Make();
        bench.Clock.At(70_000, node.RequestStop);

        node.Run();

        Assert.AreEqual(70_000, bench.Clock.Milliseconds);
        Assert.AreEqual(0, node.Frames);
    }

    [TestMethod]
    public void StopEndsJoiningTheNetwork()
    {
        Bench bench = Bench.OfCats(1);
        bench.Link.Failures = 1000;
        Node node = bench.Make();
        bench.Clock.At(70_000, node.RequestStop);

        bench.Run(node);

        Assert.AreEqual(70_000, bench.Clock.Milliseconds);
        Assert.IsEmpty(bench.Messages.Attempts);
        Assert.AreEqual(NodeState.Stopped, node.State);
    }

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
            bench.Messages.Statuses.SkipLast(1).Select(s => Parse(s).GetProperty("reconnects").GetInt32()).ToArray());
        CollectionAssert.Contains(bench.Observer.States, NodeState.Reconnecting);
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).ToArray(), Sequence(bench));
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
        bench.Clock.At(1050, () => GoAway(bench));
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);
        Backoff waits = bench.Waits;
        long[] attempts = Attempts(waits, 1050 + waits.Spread(), 3500);

        Node node = bench.Run();

        // The pictures of 0, 100 ... 1000 ms are 1..11; when the broker is back, 12..last wait.
        CollectionAssert.AreEqual(attempts, bench.Messages.Attempts[1..]);
        int last = (int)(attempts[^1] / 100) + 1;
        int first = Math.Max(12, last - length + 1);
        int[] expected = [.. Enumerable.Range(1, 11), .. Enumerable.Range(first, 60 - first + 1)];
        CollectionAssert.AreEqual(expected, Sequence(bench));
        Assert.AreEqual(60, node.Frames);
        Assert.AreEqual(first - 12, node.Dropped);
        Assert.AreEqual(60, node.Published + node.Dropped);
    }

    /// <summary>What waited goes out at a limited rate; new answers go behind it.</summary>
    [TestMethod]
    public void WhatWaitedDoesNotFloodTheBroker()
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Settings.QueueLength = 100;
        bench.Settings.FlushMilliseconds = 30;
        bench.Clock.At(1050, () => GoAway(bench));
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.AreEqual(Enumerable.Range(1, 60).ToArray(), Sequence(bench));
        long[] times = [.. bench.Messages.Messages.Where(m => m.Topic.EndsWith("/label")).Select(m => m.Time)];
        for (int i = 12; i < times.Length; i++)
        {
            Assert.IsGreaterThanOrEqualTo(times[i - 1] + 30, times[i]);
        }
    }

    /// <summary>An answer is sent again with its own number and time, not with those of its sending.</summary>
    [TestMethod]
    public void WhatWaitedKeepsItsNumberAndTime()
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Clock.Start = new DateTime(2026, 5, 1);
        bench.Settings.QueueLength = 100;
        bench.Clock.At(1050, () => GoAway(bench));
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);

        bench.Run();

        JsonElement[] labels = [.. bench.Messages.Labels.Select(Parse)];
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

        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, Sequence(bench));
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
            // The birth, and the first two answers.
            bench.Messages.ConfirmOne();
            bench.Messages.ConfirmOne();
            bench.Messages.ConfirmOne();
            bench.Messages.Lose();
            bench.Messages.Confirms = true;
        });

        Node node = bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 3, 4, 5, 6 }, Sequence(bench));
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

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, Sequence(bench));
    }

    [TestMethod]
    public void AFailedPublishCountsAsALostConnection()
    {
        Bench bench = Bench.OfCats(3);
        bench.Settings.QueueLength = 10;
        bench.Clock.At(50, () => bench.Messages.BreaksAfter = 0);

        Node node = bench.Run();

        Assert.HasCount(2, bench.Messages.Attempts);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, Sequence(bench));
        Assert.AreEqual(3, node.Published);
        CollectionAssert.Contains(bench.Observer.Warnings, "The connection to the broker is lost.");
    }

    /// <summary>Connections break at random places, and every answer arrives at least once, the first time in order.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void NoAnswerIsLostWhileTheQueueIsLongEnough(int seed)
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

        int[] sequence = Sequence(bench);
        CollectionAssert.AreEqual(Enumerable.Range(1, 100).ToArray(), sequence.Distinct().ToArray());
        Assert.AreEqual(0, node.Dropped);
        Assert.AreEqual(100, node.Published);
    }

    [TestMethod]
    public void TheLastAnswersWaitForTheBroker()
    {
        Bench bench = Bench.OfCats(5);
        bench.Settings.QueueLength = 3;
        bench.Clock.At(50, () => GoAway(bench));
        bench.Clock.At(20_000, () => bench.Messages.Reachable = true);

        Node node = bench.Run();

        CollectionAssert.AreEqual(new[] { 1, 3, 4, 5 }, Sequence(bench));
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
            GoAway(bench);
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
    public void ABrokenCameraIsReportedAndTriedAgain()
    {
        Bench bench = new(i => i switch
        {
            2 or 3 or 4 => throw new CameraException(ErrorCode.NoFrame, "No \"sensor\"."),
            <= 5 => CatsAndDogs.Cat,
            _ => null,
        });
        bench.Camera.Restarts = 3;

        Node node = bench.Run();

        Assert.AreEqual(2, node.Frames);
        JsonElement[] statuses = [.. bench.Messages.Statuses.Select(Parse)];
        CollectionAssert.AreEqual(new[] { "online", "camera-failed", "online", "offline" }, Kinds(bench));
        Assert.AreEqual("No \"sensor\".", statuses[1].GetProperty("reason").GetString());
        Assert.AreEqual(3, statuses[2].GetProperty("cameraFailures").GetInt32());
        Assert.AreEqual(3, statuses[2].GetProperty("cameraRestarts").GetInt32());
        Assert.HasCount(3, bench.Observer.Warnings);
        Backoff waits = bench.Waits;
        Assert.AreEqual(
            100 + waits.Next() + waits.Next() + waits.Next(),
            bench.Messages.Messages.Last(m => m.Topic.EndsWith("label")).Time);
    }

    [TestMethod]
    public void AStatusOfABrokenCameraSurvivesAReconnect()
    {
        Bench bench = new(i => i switch
        {
            1 or 2 => throw new CameraException(ErrorCode.NoFrame, "Dark."),
            3 => CatsAndDogs.Cat,
            _ => null,
        });
        bench.Clock.At(100, bench.Messages.Lose);

        bench.Run();

        CollectionAssert.AreEqual(
            new[] { "online", "camera-failed", "camera-failed", "online", "offline" }, Kinds(bench));
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
        Assert.AreEqual(9, Parse(statuses[3].Text).GetProperty("uptime").GetInt32());
        Assert.AreEqual(90, Parse(statuses[3].Text).GetProperty("frames").GetInt32());
        Assert.AreEqual(90, Parse(statuses[3].Text).GetProperty("published").GetInt32());
        Assert.AreEqual(0, Parse(statuses[3].Text).GetProperty("reconnects").GetInt32());
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

        JsonElement status = Parse(bench.Messages.Statuses[0]);
        Assert.AreEqual("node.bak", status.GetProperty("settings").GetString());
        Assert.AreEqual("node.json: line 1, column 1: wrong.", status.GetProperty("settingsProblem").GetString());
        Assert.IsGreaterThan(0, status.GetProperty("freeManaged").GetInt64());
        Assert.IsGreaterThan(0, status.GetProperty("freeInternal").GetInt64());
        Assert.AreEqual(0, status.GetProperty("freeExternal").GetInt64());
    }

    [TestMethod]
    public void StopWaitsForConfirmations()
    {
        Bench bench = Bench.OfCats(2);
        bench.Messages.Confirms = false;
        bench.Clock.At(3000, bench.Messages.Confirm);

        Node node = bench.Run();

        Assert.AreEqual(3000, bench.Clock.Milliseconds);
        Assert.AreEqual(0, node.Unconfirmed);
        Assert.IsEmpty(bench.Observer.Warnings);
    }

    [TestMethod]
    public void StopDoesNotWaitForEver()
    {
        Bench bench = Bench.OfCats(1);
        bench.Messages.Confirms = false;
        bench.Settings.StopMilliseconds = 700;

        Node node = bench.Run();

        Assert.AreEqual(3, node.Unconfirmed);
        CollectionAssert.Contains(bench.Observer.Warnings, "The broker has not confirmed all messages.");
        Assert.AreEqual("disconnect", bench.Messages.Ending);
    }

    [TestMethod]
    public void ABrokenModelIsReported()
    {
        Bench bench = new(_ => CatsAndDogs.Cat, new BrokenModel());

        ModelException e = Assert.ThrowsExactly<ModelException>(() => bench.Run());

        Assert.AreEqual(ErrorCode.Golden, e.Code);
        JsonElement status = Parse(bench.Messages.Statuses.Single());
        Assert.AreEqual("model-failed", status.GetProperty("status").GetString());
        Assert.AreEqual(e.Message, status.GetProperty("reason").GetString());
        Assert.IsFalse(status.TryGetProperty("crc", out _), "a model that fails its test is not announced");
        Assert.AreEqual("disconnect", bench.Messages.Ending, "the will must not cover the status");
        Assert.AreEqual(NodeState.Stopped, bench.Observer.States[^1]);
        Assert.AreEqual(0, bench.Camera.Captures);
        bench.Led!.Update(bench.Clock.Milliseconds);
        Assert.IsTrue(bench.Light.IsOn, "SOS begins");
    }

    [TestMethod]
    public void ABrokenModelWithoutABrokerIsStillTheError()
    {
        Bench bench = new(_ => CatsAndDogs.Cat, new BrokenModel());
        bench.Messages.Reachable = false;
        bench.Settings.GiveUpMilliseconds = 1;

        Assert.ThrowsExactly<ModelException>(() => bench.Run());

        Assert.HasCount(1, bench.Messages.Attempts);
    }

    [TestMethod]
    public void AModelThatFailsWhileItRunsIsReported()
    {
        CatsAndDogs model = new();
        Bench bench = new(i => i <= 3 ? CatsAndDogs.Cat : throw new ModelException(ErrorCode.Golden, "No memory."), model);

        Assert.ThrowsExactly<ModelException>(() => bench.Run());

        CollectionAssert.AreEqual(new[] { "online", "model-failed" }, Kinds(bench));
        Assert.AreEqual(3, Parse(bench.Messages.Statuses[1]).GetProperty("frames").GetInt32());
        Assert.AreEqual("disconnect", bench.Messages.Ending);
    }

    [TestMethod]
    public void AnUnexpectedErrorStillSaysGoodbye()
    {
        Bench bench = new(_ => throw new InvalidOperationException("bug"));

        Assert.ThrowsExactly<InvalidOperationException>(() => bench.Run());

        Assert.AreEqual("""{"status":"offline"}""", bench.Messages.Statuses.Last());
        Assert.AreEqual("disconnect", bench.Messages.Ending);
    }

    /// <summary>The driver gets its buffer back as soon as the picture is read, while the network still works on it.</summary>
    [TestMethod]
    public void ThePictureComesBackBeforeTheAnswer()
    {
        Bench bench = Bench.OfCats(3);
        List<string> order = [];
        bench.Camera.OnRelease = () => order.Add("release");
        bench.Observer.OnResult = () => order.Add("answer");

        bench.Run();

        Assert.AreEqual("release answer release answer release answer", string.Join(' ', order));
        Assert.AreEqual(3, bench.Camera.Released);
    }

    [TestMethod]
    public void ThePictureComesBackAfterAStopOrAFault()
    {
        Bench stopped = Bench.OfCats(3);
        Node node = stopped.Make();
        stopped.Camera.OnRelease = node.RequestStop;
        stopped.Run(node);
        Assert.AreEqual(1, stopped.Camera.Released);
        Assert.AreEqual(0, node.Frames);

        Node? other = null;
        Bench late = new(i =>
        {
            other!.RequestStop();
            return CatsAndDogs.Cat;
        });
        other = late.Make();
        late.Run(other);
        Assert.AreEqual(1, late.Camera.Released);

        Bench offline = Bench.OfCats(5);
        offline.Messages.BreaksAfter = 2;
        offline.Run();
        Assert.AreEqual(5, offline.Camera.Released);

        RememberedModel model = new();
        Bench wrong = new(
            i =>
            {
                model.Opened!.Dispose();
                return CatsAndDogs.Cat;
            },
            model);
        Assert.ThrowsExactly<ObjectDisposedException>(() => wrong.Run());
        Assert.AreEqual(1, wrong.Camera.Released);
    }

    [TestMethod]
    public void TheLightFlashesWithEveryFrame()
    {
        Bench bench = Bench.OfCats(3);
        List<bool> lit = [];
        bench.Observer.OnResult = () => lit.Add(bench.Light.IsOn);
        for (int t = 50; t < 400; t += 100)
        {
            bench.Clock.At(t, () => bench.Led!.Update(bench.Clock.Milliseconds));
        }

        bench.Run();

        CollectionAssert.AreEqual(new[] { true, true, true }, lit);
        Assert.IsGreaterThanOrEqualTo(1 + (2 * 3), bench.Light.Switches);
    }

    [TestMethod]
    public void TheLightShowsWhatIsWrong()
    {
        Bench bench = new(i => i < 10 ? throw new CameraException(ErrorCode.NoFrame, "Dark.") : null);
        List<LedPattern> seen = [];
        bench.Observer.OnState = state => seen.Add(LedPatterns.Of(state));
        bench.Clock.At(300, () =>
        {
            bench.Led!.Update(300);
            Assert.IsTrue(bench.Light.IsOn, "the second of three flashes");
        });
        bench.Clock.At(200, () =>
        {
            bench.Led!.Update(200);
            Assert.IsFalse(bench.Light.IsOn, "the gap after the first");
        });
        bench.Clock.At(1000, () =>
        {
            GoAway(bench);
            bench.Link.IsUp = false;
        });
        bench.Clock.At(400_000, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.Contains(seen, LedPatterns.Offline);
        Assert.IsFalse(bench.Light.IsOn);
    }

    [TestMethod]
    public void ANodeRunsOnce()
    {
        Node node = Bench.OfCats(1).Run();

        Assert.ThrowsExactly<InvalidOperationException>(node.Run);
    }

    [TestMethod]
    [DataRow("", "sqnet", 1883, 1, 0f)]
    [DataRow("a/b", "sqnet", 1883, 1, 0f)]
    [DataRow("a+", "sqnet", 1883, 1, 0f)]
    [DataRow("a", "", 1883, 1, 0f)]
    [DataRow("a", "home/#", 1883, 1, 0f)]
    [DataRow("a", "sqnet", 0, 1, 0f)]
    [DataRow("a", "sqnet", 65536, 1, 0f)]
    [DataRow("a", "sqnet", 1883, 3, 0f)]
    [DataRow("a", "sqnet", 1883, 1, 1.5f)]
    public void ImpossibleSettingsAreRefused(string id, string prefix, int port, int qualityOfService, float minScore)
    {
        NodeSettings settings = new()
        {
            ClientId = id,
            TopicPrefix = prefix,
            BrokerPort = port,
            QualityOfService = qualityOfService,
            MinScore = minScore,
        };

        Assert.ThrowsExactly<SettingsException>(settings.Check);
    }

    [TestMethod]
    public void TheFirmwaresVersionIsTheProjects()
    {
        Assert.AreEqual(NodeMessages.FirmwareVersion, typeof(Node).Assembly.GetName().Version!.ToString(3));
    }

    private static void GoAway(Bench bench)
    {
        bench.Messages.Reachable = false;
        bench.Messages.Lose();
    }

    /// <summary>When a broker is tried that answers from a moment on.</summary>
    private static long[] Attempts(Backoff waits, long first, long reachable)
    {
        List<long> attempts = [first];
        while (attempts[^1] < reachable)
        {
            attempts.Add(attempts[^1] + waits.Next());
        }

        return [.. attempts];
    }

    private static JsonElement Parse(string json)
    {
        return JsonDocument.Parse(json).RootElement;
    }

    private static int[] Sequence(Bench bench)
    {
        return [.. bench.Messages.Labels.Select(l => Parse(l).GetProperty("seq").GetInt32())];
    }

    private static string[] Kinds(Bench bench)
    {
        return [.. bench.Messages.Statuses.Select(s => Parse(s).GetProperty("status").GetString()!)];
    }

    /// <summary>A model that is opened in steps.</summary>
    private sealed class SteppedModel : IModelSource
    {
        public Network Open(DecodingProgress progress)
        {
            for (int percent = 1; percent <= 100; percent += 3)
            {
                progress(percent);
            }

            return CatsAndDogs.Open();
        }
    }

    /// <summary>A model that somebody can close behind the node's back.</summary>
    private sealed class RememberedModel : IModelSource
    {
        public Network? Opened { get; private set; }

        public Network Open(DecodingProgress progress)
        {
            Opened = CatsAndDogs.Open();
            return Opened;
        }
    }

    /// <summary>A model whose golden scores are wrong.</summary>
    private sealed class BrokenModel : IModelSource
    {
        public Network Open(DecodingProgress progress)
        {
            Library.Networks.TestNetwork network = Library.Networks.HandMadeNetwork.Make();
            byte[] blob = network.ToBlob();
            network.Head.Bias[0] += 8;
            byte[] other = network.ToBlob();
            int golden = BitConverter.ToInt32(blob, 80 + (8 * 5));
            other.AsSpan(golden, 16).CopyTo(blob.AsSpan(golden));
            Library.Networks.TestNetwork.Seal(blob);
            return Network.Open(blob, Backend.Managed);
        }
    }
}
