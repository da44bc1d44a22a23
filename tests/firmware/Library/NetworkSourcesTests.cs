using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>Models from files and flash partitions.</summary>
[TestClass]
[DoNotParallelize]
public sealed class NetworkSourcesTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("sqnet").FullName;

    [TestCleanup]
    public void Clean()
    {
        Environment.SetEnvironmentVariable(DesktopPartition.Variable, null);
        Directory.Delete(folder, true);
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void FileIsOpenedInPieces(Backend backend)
    {
        byte[] blob = RandomNetworks.SqueezeNet11(64, 100).ToBlob();
        Assert.IsGreaterThan(3 * ModelFile.PieceBytes, blob.Length);
        string path = Write("model.sqnt", [.. blob, 1, 2, 3]);
        using Network network = Network.OpenFile(path, new NetworkOptions { Backend = backend });
        network.SelfTest();
        Assert.AreEqual(BitConverter.ToUInt32(blob, 12), network.Crc);
        File.Delete(path);
        network.SelfTest();
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void FileThatCannotBeReadIsNamed(Backend backend)
    {
        string path = Path.Combine(folder, "none.sqnt");
        NetworkOptions options = new() { Backend = backend };
        ModelException e = Assert.ThrowsExactly<ModelException>(() => Network.OpenFile(path, options));
        Assert.AreEqual(ErrorCode.Storage, e.Code);
        StringAssert.Contains(e.Message, path);
        Assert.AreEqual(
            ErrorCode.Truncated,
            Assert.ThrowsExactly<BlobException>(() => Network.OpenFile(Write("empty", []), options)).Code);
        Assert.ThrowsExactly<ArgumentNullException>(() => Network.OpenFile(null!, options));
        Assert.ThrowsExactly<ArgumentNullException>(() => Network.OpenFile(path, null!));
    }

    [TestMethod]
    public void DamagedFileIsRefusedWithItsOffset()
    {
        byte[] blob = HandMadeNetwork.Make().ToBlob();
        blob[16] = 7;
        blob[17] = 0;
        string path = Write("bad.sqnt", blob);
        BlobException e = Assert.ThrowsExactly<BlobException>(() => Network.OpenFile(path, new NetworkOptions()));
        Assert.AreEqual((ErrorCode.Header, 16L), (e.Code, e.Offset));
    }

    /// <summary>A copy runs by itself: its partition may change behind it.</summary>
    [TestMethod]
    public void APartitionIsCopiedToMemory()
    {
        byte[] blob = RandomNetworks.SqueezeNet11(64, 100).ToBlob();
        Assert.IsGreaterThan(3 * ModelFile.PieceBytes, blob.Length);
        string path = Write("model.bin", [.. blob, .. new byte[50_000]]);
        Environment.SetEnvironmentVariable(DesktopPartition.Variable, folder);
        NetworkOptions options = new() { InMemory = true, Backend = Backend.Native };
        using Network network = Network.OpenPartition("model", options);
        File.Delete(path);
        network.SelfTest();
        Assert.AreEqual(BitConverter.ToUInt32(blob, 12), network.Crc);
        Write("model.bin", blob[..(ModelFile.PieceBytes + 5)]);
        Assert.ThrowsExactly<BlobException>(() => Network.OpenPartition("model", options));
    }

    [TestMethod]
    public void PartitionIsOpenedByItsName()
    {
        Write("model.bin", [.. HandMadeNetwork.Make().ToBlob(), .. new byte[4096]]);
        NetworkOptions options = new();
        ModelException e = Assert.ThrowsExactly<ModelException>(() => Network.OpenPartition("model", options));
        Assert.AreEqual(ErrorCode.Partition, e.Code);
        Environment.SetEnvironmentVariable(DesktopPartition.Variable, folder);
        using Network network = Network.OpenPartition("model", options);
        network.Classify(HandMadeNetwork.MakeFrame(8, 8));
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
        e = Assert.ThrowsExactly<ModelException>(() => Network.OpenPartition("model2", options));
        StringAssert.Contains(e.Message, "model2");
        options.Backend = Backend.Vector;
        using Network vector = Network.OpenPartition("model", options);
        vector.Classify(HandMadeNetwork.MakeFrame(8, 8));
        CollectionAssert.AreEqual(HandMadeNetwork.Scores, vector.Scores);
        e = Assert.ThrowsExactly<ModelException>(() => Network.OpenPartition("model2", options));
        Assert.AreEqual(ErrorCode.Partition, e.Code);
        e = Assert.ThrowsExactly<ModelException>(
            () => Network.OpenPartition("model", new NetworkOptions { Backend = Backend.Managed }));
        Assert.AreEqual(ErrorCode.Unsupported, e.Code);
    }

    [TestMethod]
    public void ErasedPartitionIsNoModel()
    {
        byte[] erased = new byte[4096];
        Array.Fill(erased, (byte)0xff);
        Write("model.bin", erased);
        Environment.SetEnvironmentVariable(DesktopPartition.Variable, folder);
        BlobException e = Assert.ThrowsExactly<BlobException>(
            () => Network.OpenPartition("model", new NetworkOptions()));
        Assert.AreEqual(ErrorCode.Magic, e.Code);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000001)]
    public void ImpossibleTimeIsRefused(int milliseconds)
    {
        NetworkOptions options = new() { StageMilliseconds = milliseconds };
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Network.Open([], options));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(4)]
    public void UnknownBackendIsRefused(int backend)
    {
        NetworkOptions options = new() { Backend = (Backend)backend };
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Network.Open([], options));
    }

    [TestMethod]
    public void AutomaticIsNativeWhereThatIsThere()
    {
        using Network network = Network.Open(HandMadeNetwork.Make().ToBlob(), new NetworkOptions());
        Assert.AreEqual(NativeEngine.IsAvailable() ? Backend.Native : Backend.Vector, network.Backend);
    }

    [TestMethod]
    public void ProofIsMadeWhenAskedFor()
    {
        TestNetwork model = HandMadeNetwork.Make();
        model.Stages[1].C.Bias[1] = 524287;
        foreach (Backend backend in new[] { Backend.Managed, Backend.Vector, Backend.Native })
        {
            NetworkOptions options = new() { Backend = backend };
            Network.Open(model.ToBlob(), options).Dispose();
            options.Checks = OpenChecks.Crc | OpenChecks.Proof;
            BlobException e = Assert.ThrowsExactly<BlobException>(() => Network.Open(model.ToBlob(), options));
            Assert.AreEqual(ErrorCode.Unsafe, e.Code);
        }
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
