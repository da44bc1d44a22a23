using System;
using System.Device.Gpio;
using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

using CameraException = global::CameraNode.CameraException;

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

        FakeMessages.Message birth = bench.Messages.Messages[0];
        Assert.AreEqual("sqnet/door/status", birth.Topic);
        Assert.IsTrue(birth.Retain);
        Assert.AreEqual(1, birth.QualityOfService);
        uint crc = Blob.Open(CatsAndDogs.Blob).Header.Crc;
        Assert.AreEqual(
            $$"""{"status":"online","model":"hand","crc":"{{crc:x8}}","classes":2,"input":"8x8","firmware":"0.1.0"}""",
            birth.Text);
    }

    [TestMethod]
    public void LeavesAWillAndSaysGoodbye()
    {
        Bench bench = Bench.OfCats(1);

        bench.Run();

        Assert.AreEqual("sqnet/door/status", bench.Messages.WillTopic);
        Assert.AreEqual("""{"status":"offline"}""", bench.Messages.Will);
        FakeMessages.Message last = bench.Messages.Messages[^1];
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
    public void LabelHasTheClassifiersAnswer()
    {
        Bench bench = Bench.OfCats(1);
        bench.Camera.FrameName = "a \"cat\".png";
        using Network network = new CatsAndDogs().Open();
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
        using Network network = new CatsAndDogs().Open();
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
        Assert.AreEqual(1000 + 2000 + 4000, bench.Messages.Attempts[0]);
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

        long[] expected = [0, 1000, 3000, 7000, 15000, 31000, 63000, 123000, 183000, 243000];
        CollectionAssert.AreEqual(expected, bench.Messages.Attempts);
        Assert.HasCount(1, bench.Messages.Labels.ToArray());
    }

    [TestMethod]
    public void GivesUpWhenToldTo()
    {
        Bench bench = Bench.OfCats(1);
        bench.Settings.GiveUpMilliseconds = 5000;
        bench.Messages.Reachable = false;

        OfflineException e = Assert.ThrowsExactly<OfflineException>(() => bench.Run());

        Assert.AreEqual("The broker localhost:1883 cannot be reached: connection refused.", e.Message);
        CollectionAssert.AreEqual(new long[] { 0, 1000, 3000, 5000 }, bench.Messages.Attempts);
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
    public void ReconnectsAndSaysHelloAgain()
    {
        Bench bench = new(i => i <= 40 ? CatsAndDogs.Cat : null);
        bench.Clock.At(1050, bench.Messages.Lose);

        Node node = bench.Run();

        Assert.HasCount(2, bench.Messages.Attempts);
        Assert.HasCount(2, bench.Messages.Statuses.Where(s => s.Contains("online")).ToArray());
        CollectionAssert.Contains(bench.Observer.States, NodeState.Reconnecting);
        Assert.AreEqual(40, node.Published);
        Assert.AreEqual(0, node.Replaced);
    }

    [TestMethod]
    public void OfflineKeepsOnlyTheLatest()
    {
        Bench bench = new(i => i <= 60 ? CatsAndDogs.Cat : null);
        bench.Clock.At(1050, () =>
        {
            bench.Messages.Reachable = false;
            bench.Messages.Lose();
        });
        bench.Clock.At(3500, () => bench.Messages.Reachable = true);

        Node node = bench.Run();

        // Attempts at 1050, 2050 and 4050: the frames of 1100..4000 are 12..41.
        int[] sequence =
            [.. bench.Messages.Labels.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("seq").GetInt32())];
        int[] expected = [.. Enumerable.Range(1, 11), .. Enumerable.Range(41, 20)];
        CollectionAssert.AreEqual(expected, sequence);
        CollectionAssert.AreEqual(new long[] { 0, 1050, 2050, 4050 }, bench.Messages.Attempts);
        Assert.AreEqual(60, node.Frames);
        Assert.AreEqual(29, node.Replaced);
        Assert.AreEqual(31, node.Published);
    }

    [TestMethod]
    public void WhatTheBrokerMayNotHaveGotIsSentAgain()
    {
        Bench bench = Bench.OfCats(2);
        bench.Messages.Confirms = false;
        bench.Clock.At(50, bench.Messages.Lose);
        bench.Clock.At(60, () => bench.Messages.Confirms = true);

        Node node = bench.Run();

        int[] sequence =
            [.. bench.Messages.Labels.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("seq").GetInt32())];
        CollectionAssert.AreEqual(new[] { 1, 1, 2 }, sequence);
        Assert.AreEqual(2, node.Published);
    }

    [TestMethod]
    public void AFailedPublishCountsAsALostConnection()
    {
        Bench bench = Bench.OfCats(3);
        bench.Clock.At(50, () => bench.Messages.BreaksAtPublish = true);

        Node node = bench.Run();

        Assert.HasCount(2, bench.Messages.Attempts);
        Assert.AreEqual(3, node.Published);
        CollectionAssert.Contains(bench.Observer.Warnings, "The connection to the broker is lost.");
    }

    [TestMethod]
    public void TheLastAnswerWaitsForTheBroker()
    {
        Bench bench = Bench.OfCats(2);
        bench.Clock.At(50, () =>
        {
            bench.Messages.Reachable = false;
            bench.Messages.Lose();
        });
        bench.Clock.At(20_000, () => bench.Messages.Reachable = true);

        Node node = bench.Run();

        Assert.AreEqual(2, node.Published);
        Assert.Contains("\"seq\":2", bench.Messages.Labels.Last());
    }

    [TestMethod]
    public void ABrokenCameraIsReportedAndTriedAgain()
    {
        Bench bench = new(i => i switch
        {
            2 or 3 or 4 => throw new CameraException("No \"sensor\"."),
            <= 5 => CatsAndDogs.Cat,
            _ => null,
        });

        Node node = bench.Run();

        Assert.AreEqual(2, node.Frames);
        string[] statuses = [.. bench.Messages.Statuses];
        Assert.HasCount(4, statuses);
        Assert.AreEqual("""{"status":"camera-failed","reason":"No \"sensor\"."}""", statuses[1]);
        Assert.AreEqual(statuses[0], statuses[2]);
        Assert.HasCount(3, bench.Observer.Warnings);
        Assert.AreEqual(100 + 1000 + 2000 + 4000, bench.Messages.Messages.Last(m => m.Topic.EndsWith("label")).Time);
    }

    [TestMethod]
    public void AStatusOfABrokenCameraSurvivesAReconnect()
    {
        Bench bench = new(i => i switch
        {
            1 or 2 => throw new CameraException("Dark."),
            3 => CatsAndDogs.Cat,
            _ => null,
        });
        bench.Clock.At(500, bench.Messages.Lose);

        bench.Run();

        string[] kinds =
            [.. bench.Messages.Statuses
                .Select(s => JsonDocument.Parse(s).RootElement.GetProperty("status").GetString()!)];
        CollectionAssert.AreEqual(new[] { "online", "camera-failed", "camera-failed", "online", "offline" }, kinds);
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
    public void ABrokenModelIsNeverAnnounced()
    {
        Bench bench = new(_ => CatsAndDogs.Cat, new BrokenModel());

        ModelException e = Assert.ThrowsExactly<ModelException>(() => bench.Run());

        Assert.AreEqual(ErrorCode.Golden, e.Code);
        Assert.IsEmpty(bench.Messages.Attempts);
        Assert.AreEqual(NodeState.Stopped, bench.Observer.States[^1]);
    }

    [TestMethod]
    public void AnUnexpectedErrorStillSaysGoodbye()
    {
        Bench bench = new(_ => throw new InvalidOperationException("bug"));

        Assert.ThrowsExactly<InvalidOperationException>(() => bench.Run());

        Assert.AreEqual("""{"status":"offline"}""", bench.Messages.Statuses.Last());
        Assert.AreEqual("disconnect", bench.Messages.Ending);
    }

    [TestMethod]
    public void TheLightTurnsOverWithEveryFrameAndIsOffAtTheEnd()
    {
        Bench bench = Bench.OfCats(3);

        bench.Run();

        Assert.AreEqual(1 + 3 + 1, bench.LedPin.Writes);
        Assert.AreEqual(PinValue.Low, bench.LedPin.Read());
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

        Assert.ThrowsExactly<ArgumentException>(settings.Check);
    }

    [TestMethod]
    public void TheFirmwaresVersionIsTheProjects()
    {
        Assert.AreEqual(NodeMessages.FirmwareVersion, typeof(Node).Assembly.GetName().Version!.ToString(3));
    }

    /// <summary>A model whose golden scores are wrong.</summary>
    private sealed class BrokenModel : IModelSource
    {
        public Network Open()
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
