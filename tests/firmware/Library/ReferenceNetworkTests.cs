using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class ReferenceNetworkTests
{
    [TestMethod]
    public void HandComputedNetworkGivesItsScores()
    {
        Blob blob = Blob.Open(HandMadeNetwork.Make().ToBlob(), OpenChecks.Crc | OpenChecks.Proof);
        ReferenceNetwork network = new(blob);
        int[] scores = network.Run(new ImageSource(HandMadeNetwork.MakeFrame(20, 10), blob.Header));

        CollectionAssert.AreEqual(HandMadeNetwork.Scores, scores);
        sbyte[] squeezed = network.StageOutput(0);
        Assert.HasCount(8 * 8 * 16, squeezed);
        for (int i = 0; i < squeezed.Length; i++)
        {
            Assert.AreEqual(i % 16 == 0 ? -39 : -128, squeezed[i]);
        }
    }

    [TestMethod]
    public void OtherTranscriptionWithoutSaturationGivesTheSameOnSafeNetworks()
    {
        int bypasses = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            TestNetwork network = RandomNetworks.Small(seed);
            ReferenceNetwork reference = new(Blob.Open(network.ToBlob()));
            int[] scores = reference.Run(new GoldenSource(9));
            CollectionAssert.AreEqual(PlainArithmetic.Scores(network, new GoldenSource(9)), scores, $"network {seed}");
            bypasses += network.Stages.Count(stage => stage.Adds);
        }

        Assert.IsGreaterThan(20, bypasses);
    }

    [TestMethod]
    [DataRow((sbyte)0)]
    [DataRow((sbyte)-128)]
    public void BypassAddsRealValues(sbyte zero)
    {
        TestNetwork network = HandMadeNetwork.WithBypass(zero);
        Blob blob = Blob.Open(network.ToBlob(), OpenChecks.Crc | OpenChecks.Proof);
        Assert.AreEqual(8 * 8 * 32, (int)blob.Header.SkipBytes);
        ReferenceNetwork reference = new(blob);
        int[] scores = reference.Run(new ImageSource(HandMadeNetwork.MakeFrame(20, 10), blob.Header));
        CollectionAssert.AreEqual(HandMadeNetwork.BypassScores(zero), scores);
    }

    [TestMethod]
    public void UnsafeSumsSaturateOnEveryProduct()
    {
        TestNetwork network = HandMadeNetwork.Make();
        TestConvolution conv1 = network.Stages[0].A;
        (conv1.Weights[0], conv1.Weights[1]) = (-100, 100);
        conv1.Bias[0] = 524287;
        conv1.Shift[0] = 12;
        Array.Fill(conv1.Bias, 0, 1, 15);
        Blob blob = Blob.Open(network.ToBlob());

        // Red adds 100 * 100 to a full accumulator, green takes 100 * 128 away:
        // (524287 + 0 - 12800) >> 12 = 124 with saturation, 127 without.
        ReferenceNetwork reference = new(blob);
        reference.Run(new ImageSource(HandMadeNetwork.MakeFrame(8, 8), blob.Header));
        Assert.AreEqual(Math.Min((3 * 124) - 123, 127), reference.StageOutput(0)[0]);
        Assert.ThrowsExactly<BlobException>(() => SaturationProof.Require(blob));

        conv1.Weights[1] = 0;
        network.Stages[0].C.Weights[0] = -1;
        network.Stages[0].C.Bias[0] = 100;
        blob = Blob.Open(network.ToBlob());
        reference = new(blob);
        reference.Run(new ImageSource(HandMadeNetwork.MakeFrame(8, 8), blob.Header));
        Assert.AreEqual(100 - 127, reference.StageOutput(0)[0]);
    }

    [TestMethod]
    public void GoldenVectorsHold()
    {
        new ReferenceNetwork(Blob.Open(RandomNetworks.Small(8).ToBlob())).SelfTest();
    }

    [TestMethod]
    public void WrongGoldenVectorIsFound()
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        blob[BitConverter.ToInt32(blob, 120) + 4] ^= 1;
        TestNetwork.Seal(blob);
        ModelException e = Assert.ThrowsExactly<ModelException>(
            () => new ReferenceNetwork(Blob.Open(blob)).SelfTest());
        Assert.AreEqual(ErrorCode.Golden, e.Code);
    }

    [TestMethod]
    public void StagesMustRunInOrder()
    {
        ReferenceNetwork network = new(Blob.Open(HandMadeNetwork.Make().ToBlob()));
        Assert.ThrowsExactly<ModelException>(() => network.RunStage(0));
        network.Begin(new GoldenSource(1));
        Assert.ThrowsExactly<ModelException>(() => network.RunStage(1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.StageOutput(0));
        network.RunStage(0);
        Assert.ThrowsExactly<ModelException>(() => network.RunStage(0));
        network.RunStage(1);
        Assert.ThrowsExactly<ModelException>(() => network.RunStage(2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.StageOutput(1));
    }

    [TestMethod]
    public void FailingImageStopsTheRun()
    {
        ReferenceNetwork network = new(Blob.Open(HandMadeNetwork.Make().ToBlob()));
        ModelException e = Assert.ThrowsExactly<ModelException>(() => network.Run(new FailingSource()));
        Assert.AreEqual(ErrorCode.Source, e.Code);
    }

    [TestMethod]
    public void BandsDoNotMatter()
    {
        TestNetwork network = RandomNetworks.Small(12);
        int[] scores = new ReferenceNetwork(Blob.Open(network.ToBlob())).Run(new GoldenSource(5));
        network.Stages.ForEach(stage => stage.Band = stage.MidHeight);
        int[] again = new ReferenceNetwork(Blob.Open(network.ToBlob())).Run(new GoldenSource(5));
        CollectionAssert.AreEqual(scores, again);
        Assert.IsTrue(scores.Distinct().Count() > 1, "a network that answers nothing tests nothing");
    }

    private sealed class FailingSource : RowSource
    {
        public override bool Read(int y, sbyte[] row)
        {
            return y < 3;
        }
    }
}
