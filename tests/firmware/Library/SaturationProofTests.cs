using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

[TestClass]
public sealed class SaturationProofTests
{
    // conv1's channel 0 has w = (100, -50, 0) and z_in = -128, so the sum of products lies in
    // -128 * 100 - 127 * 50 = -19150 .. 127 * 100 + 128 * 50 = 19100.
    [TestMethod]
    [DataRow(524287 - 19100, true)]
    [DataRow(524287 - 19100 + 1, false)]
    [DataRow(-524288 + 19150, true)]
    [DataRow(-524288 + 19150 - 1, false)]
    public void LimitsAreExact(int bias, bool safe)
    {
        TestNetwork network = HandMadeNetwork.Make();
        (network.Stages[0].A.Weights[0], network.Stages[0].A.Weights[1]) = (100, -50);
        network.Stages[0].A.Bias[0] = bias;
        Assert.AreEqual(safe, IsSafe(network));
    }

    // expand3x3 has z_in = -128, squeeze has z_in = 0: products of the latter lie in 0 .. 127 * w for w > 0.
    [TestMethod]
    [DataRow(524287 - (127 * 3), true)]
    [DataRow(524287 - (127 * 3) + 1, false)]
    [DataRow(-524288, true)]
    public void ZeroPointLimitsTheLowerEnd(int bias, bool safe)
    {
        TestNetwork network = HandMadeNetwork.Make();
        network.Stages[0].C.Bias[0] = bias;
        Assert.AreEqual(safe, IsSafe(network));
    }

    [TestMethod]
    public void OffsetIsThatOfTheWeightGroup()
    {
        TestNetwork network = HandMadeNetwork.Make();
        network.Stages[1].C.Bias[1] = 524287;
        byte[] blob = network.ToBlob();
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Blob.Open(blob, OpenChecks.Proof));
        int weights = System.BitConverter.ToInt32(blob, 96);
        int before = 16 * (3 + 16 + 16 + (9 * 16));
        Assert.AreEqual(ErrorCode.Unsafe, e.Code);
        Assert.AreEqual(weights + before, e.Offset);
    }

    private static bool IsSafe(TestNetwork network)
    {
        try
        {
            Blob.Open(network.ToBlob(), OpenChecks.Proof);
            return true;
        }
        catch (BlobException e) when (e.Code == ErrorCode.Unsafe)
        {
            return false;
        }
    }
}
