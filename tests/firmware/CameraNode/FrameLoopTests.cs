using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>Frames at their pace, and what becomes of their classifications.</summary>
[TestClass]
public class FrameLoopTests
{
    /// <summary>The loop by itself: no network is joined, no model loaded, no farewell said.</summary>
    [TestMethod]
    public void TheLoopEndsWithTheLastFrame()
    {
        Bench bench = Bench.OfCats(3);
        NodeContext context = new(bench.Settings, bench.MakeParts());
        using Network network = CatsAndDogs.Open();

        new FrameLoop(context, new BrokerUpkeep(context), network).Run();

        Assert.AreEqual(3, context.Report.Frames);
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, bench.Sequence);
        CollectionAssert.AreEqual(new[] { NodeState.Running }, bench.Observer.States);
        CollectionAssert.AreEqual(new[] { "online" }, bench.Kinds);
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
    public void LabelHasTheNetworksClassification()
    {
        Bench bench = Bench.OfCats(1);
        bench.Camera.FrameName = "a \"cat\".png";
        using Network network = CatsAndDogs.Open();
        Classification expected = network.Classify(CatsAndDogs.Cat);

        bench.Run();

        JsonElement label = JsonDocument.Parse(bench.Messages.Labels.Single()).RootElement;
        Assert.AreEqual(expected.Probability, label.GetProperty("probability").GetDouble(), 0.00005001);
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
        Assert.HasCount(6, bench.Observer.Classifications);
    }

    [TestMethod]
    public void DoubtfulClassificationsAreNotPublished()
    {
        Bench bench = new(i => i <= 2 ? (i == 1 ? CatsAndDogs.Dog : CatsAndDogs.Cat) : null);
        using Network network = CatsAndDogs.Open();
        float cat = network.Classify(CatsAndDogs.Cat).Probability;
        float dog = network.Classify(CatsAndDogs.Dog).Probability;
        Assert.IsGreaterThan(dog, cat);
        bench.Settings.MinProbability = (cat + dog) / 2;

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

    /// <summary>
    /// The driver gets its buffer back as soon as the frame is read, while the network still works on it.
    /// </summary>
    [TestMethod]
    public void TheFrameComesBackBeforeItsClassification()
    {
        Bench bench = Bench.OfCats(3);
        List<string> order = [];
        bench.Camera.OnRelease = () => order.Add("release");
        bench.Observer.OnClassified = () => order.Add("classification");

        bench.Run();

        Assert.AreEqual(
            "release classification release classification release classification", string.Join(' ', order));
        Assert.AreEqual(3, bench.Camera.Released);
    }

    [TestMethod]
    public void TheFrameComesBackAfterAStopOrAFault()
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
        bench.Observer.OnClassified = () => lit.Add(bench.Light.IsOn);
        for (int t = 50; t < 400; t += 100)
        {
            bench.Clock.At(t, () => bench.Led!.Update(bench.Clock.Milliseconds));
        }

        bench.Run();

        CollectionAssert.AreEqual(new[] { true, true, true }, lit);
        Assert.IsGreaterThanOrEqualTo(1 + (2 * 3), bench.Light.Switches);
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
}
