using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>The public face, once on each backend.</summary>
[TestClass]
public sealed class NetworkTests
{
    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void ClassifiesAFrame(Backend backend)
    {
        using Network network = Open(HandMadeNetwork.Make().ToBlob(), backend);
        Classification best = network.Classify(HandMadeNetwork.MakeFrame(40, 30));
        Classification[] top = network.Top(5);

        Assert.AreEqual("cat", best.Label);
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
        Assert.HasCount(2, top);
        Assert.AreEqual((0, "cat", 552), (top[0].Index, top[0].Label, top[0].Score));
        Assert.AreEqual((1, "dog", 144), (top[1].Index, top[1].Label, top[1].Score));
        Assert.AreEqual(1 / (1 + Math.Exp(-4.08)), top[0].Probability, 1e-5);
        Assert.AreEqual(1.0, top[0].Probability + top[1].Probability, 1e-5);
        Assert.IsTrue(network.StageMilliseconds(0) >= 0);
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void SaysWhatTheModelIs(Backend backend)
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        using Network network = Open(blob, backend);
        Assert.AreEqual("hand", network.Name);
        Assert.AreEqual((8, 8), (network.Width, network.Height));
        Assert.AreEqual((2, 2), (network.Classes, network.Stages));
        Assert.AreEqual(BitConverter.ToUInt32(blob, 12), network.Crc);
        Assert.AreEqual("dog", network.Label(1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.Label(2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.Label(-1));
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void StagesMustRunInOrder(Backend backend)
    {
        using Network network = Open(HandMadeNetwork.Make().ToBlob(), backend);
        Assert.ThrowsExactly<InvalidOperationException>(() => network.RunStage(0));
        Assert.ThrowsExactly<InvalidOperationException>(() => network.Top(1));
        network.Begin(HandMadeNetwork.MakeFrame(8, 8));
        Assert.ThrowsExactly<InvalidOperationException>(() => network.RunStage(1));
        network.RunStage(0);
        Assert.ThrowsExactly<InvalidOperationException>(() => network.Scores);
        network.RunStage(1);
        Assert.ThrowsExactly<InvalidOperationException>(() => network.RunStage(2));
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void CanBeginAgainInTheMiddle(Backend backend)
    {
        using Network network = Open(RandomNetworks.Small(4).ToBlob(), backend);
        Frame frame = HandMadeNetwork.MakeFrame(50, 50);
        network.Classify(frame);
        int[] scores = network.Scores;
        network.Begin(frame);
        network.RunStage(0);
        network.Classify(frame);
        CollectionAssert.AreEqual(scores, network.Scores);
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void ScoresAreACopy(Backend backend)
    {
        using Network network = Open(HandMadeNetwork.Make().ToBlob(), backend);
        network.Classify(HandMadeNetwork.MakeFrame(8, 8));
        Array.Clear(network.Scores);
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void UseAfterDisposeThrows(Backend backend)
    {
        Network network = Open(HandMadeNetwork.Make().ToBlob(), backend);
        network.Classify(HandMadeNetwork.MakeFrame(8, 8));
        network.Dispose();
        network.Dispose();
        Action[] uses =
        [
            () => network.Begin(HandMadeNetwork.MakeFrame(8, 8)), () => network.RunStage(0), () => network.Top(1),
            () => _ = network.Scores, () => network.Label(0), network.SelfTest,
        ];
        Assert.IsTrue(uses.All(IsDisposed));
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void SelfTestEndsTheRun(Backend backend)
    {
        using Network network = Open(HandMadeNetwork.Make().ToBlob(), backend);
        network.Begin(HandMadeNetwork.MakeFrame(8, 8));
        network.SelfTest();
        Assert.ThrowsExactly<InvalidOperationException>(() => network.RunStage(0));
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void WrongGoldenVectorFailsTheSelfTest(Backend backend)
    {
        for (int field = 4; field < 16; field += 4)
        {
            byte[] blob = HandMadeNetwork.Make().ToBlob();
            blob[BitConverter.ToInt32(blob, 120) + field] ^= 1;
            TestNetwork.Seal(blob);
            using Network network = Open(blob, backend);
            ModelException e = Assert.ThrowsExactly<ModelException>(network.SelfTest);
            Assert.AreEqual(ErrorCode.Golden, e.Code, $"field {field}");
        }
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void DamagedModelIsRefused(Backend backend)
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        Open(blob, backend).Dispose();
        blob[^1] ^= 1;
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Network.Open(blob, backend));
        Assert.AreEqual(ErrorCode.Crc, e.Code);
        e = Assert.ThrowsExactly<BlobException>(() => Network.Open([], backend));
        Assert.AreEqual(ErrorCode.Truncated, e.Code);
        Assert.ThrowsExactly<ArgumentNullException>(() => Network.Open(null!, backend));
    }

    [TestMethod]
    public void ModelWithoutLabelsHasEmptyOnes()
    {
        TestNetwork model = HandMadeNetwork.Make();
        model.Labels = [];
        using Network network = Network.Open(model.ToBlob(), Backend.Managed);
        Assert.AreEqual(string.Empty, network.Label(1));
    }

    /// <summary>Opens a network; the test is skipped where the native engine has not been built.</summary>
    private static Network Open(byte[] blob, Backend backend)
    {
        if (backend == Backend.Native && !NativeEngine.IsAvailable())
        {
            Assert.Inconclusive("libsqnet has not been built");
        }

        return Network.Open(blob, backend);
    }

    private static bool IsDisposed(Action use)
    {
        try
        {
            use();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
