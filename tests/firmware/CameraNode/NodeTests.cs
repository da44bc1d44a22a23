using System;
using System.Linq;
using System.Text.Json;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>The life of a node: states, network, model, first connection, goodbye.</summary>
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
    public void TellsHowFarDecodingIs()
    {
        Bench bench = new(_ => null, new SteppedModel());

        bench.Run();

        CollectionAssert.AreEqual(new[] { 10, 22, 34, 46, 58, 70, 82, 94, 100 }, bench.Observer.Decodings);
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
    public void ConnectsWithBackoffAndTakesNoFramesBefore()
    {
        Bench bench = new(_ => CatsAndDogs.Cat);
        bench.Settings.MaxFrames = 1;
        bench.Messages.Reachable = false;
        bench.Clock.At(200_000, () => Assert.AreEqual(0, bench.Camera.Captures));
        bench.Clock.At(240_000, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.AreEqual(Bench.Attempts(bench.Waits, 0, 240_000), bench.Messages.Attempts);
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
            Bench.Attempts(bench.Waits, 0, 5000)[..^1],
            bench.Messages.Attempts[..^1],
            "and the last is made at the limit");
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

    /// <summary>More than a broker is given at a time: the stop waits for what could not be sent yet.</summary>
    [TestMethod]
    public void StopSendsWhatWaitedForConfirmations()
    {
        Bench bench = Bench.OfCats(1000);
        bench.Settings.QueueLength = 100;
        bench.Messages.Confirms = false;
        Node node = bench.Make();
        bench.Clock.At(4750, node.RequestStop);
        bench.Clock.At(6000, () => bench.Messages.Confirms = true);
        bench.Clock.At(6000, bench.Messages.Confirm);

        bench.Run(node);

        Assert.AreEqual(48, node.Frames);
        Assert.AreEqual(48, node.Published);
        Assert.AreEqual(0, node.Unconfirmed);
        Assert.AreEqual("offline", bench.Kinds[^1]);
        Assert.IsEmpty(bench.Observer.Warnings);
    }

    /// <summary>A broker that never confirms does not keep the node longer than it may wait in all.</summary>
    [TestMethod]
    public void StopDoesNotSendForEver()
    {
        Bench bench = Bench.OfCats(1000);
        bench.Settings.QueueLength = 100;
        bench.Settings.StopMilliseconds = 700;
        bench.Messages.Confirms = false;
        Node node = bench.Make();
        bench.Clock.At(4750, node.RequestStop);

        bench.Run(node);

        Assert.AreEqual(4750 + 700, bench.Clock.Milliseconds);
        Assert.AreEqual(0, node.Published);
        Assert.AreEqual(48, node.Waiting);
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
        JsonElement status = Bench.Parse(bench.Messages.Statuses.Single());
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
        Bench bench = new(
            i => i <= 3 ? CatsAndDogs.Cat : throw new ModelException(ErrorCode.Golden, "No memory."), model);

        Assert.ThrowsExactly<ModelException>(() => bench.Run());

        CollectionAssert.AreEqual(new[] { "online", "model-failed" }, bench.Kinds);
        Assert.AreEqual(3, Bench.Parse(bench.Messages.Statuses[1]).GetProperty("frames").GetInt32());
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

    [TestMethod]
    public void ANodeRunsOnce()
    {
        Node node = Bench.OfCats(1).Run();

        Assert.ThrowsExactly<InvalidOperationException>(node.Run);
    }

    [TestMethod]
    [DataRow("/", "sqnet", 1883, 1, 0f)]
    [DataRow("a/b", "sqnet", 1883, 1, 0f)]
    [DataRow("a+", "sqnet", 1883, 1, 0f)]
    [DataRow("a", "", 1883, 1, 0f)]
    [DataRow("a", "home/#", 1883, 1, 0f)]
    [DataRow("a", "sqnet", 0, 1, 0f)]
    [DataRow("a", "sqnet", 65536, 1, 0f)]
    [DataRow("a", "sqnet", 1883, 3, 0f)]
    [DataRow("a", "sqnet", 1883, 1, 1.5f)]
    public void ImpossibleSettingsAreRefused(
        string id, string prefix, int port, int qualityOfService, float minProbability)
    {
        NodeSettings settings = new()
        {
            ClientId = id,
            TopicPrefix = prefix,
            BrokerPort = port,
            QualityOfService = qualityOfService,
            MinProbability = minProbability,
        };

        Assert.ThrowsExactly<SettingsException>(settings.Check);
    }

    [TestMethod]
    public void TheFirmwaresVersionIsTheProjects()
    {
        Assert.AreEqual(NodeMessages.FirmwareVersion, typeof(Node).Assembly.GetName().Version!.ToString(3));
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
