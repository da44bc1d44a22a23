using System;
using System.IO;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Networks;
using SqueezeNet.Embedded.Tests.Firmware.Nodes;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>A board's figures: a desktop has none, and their numbers are the component's.</summary>
[TestClass]
public sealed class BoardMeterTests
{
    [TestMethod]
    public void ADesktopHasNoFiguresOfABoard()
    {
        Unsupported(() => BoardMeter.CyclesInMicrosecond());
        Unsupported(() => BoardMeter.FreeBytes(BoardMemory.Internal));
        Unsupported(() => BoardMeter.LargestBlock(BoardMemory.External));
        Unsupported(() => BoardMeter.LeastFreeBytes(BoardMemory.Internal));
        Unsupported(() => BoardMeter.StackLeft(BoardThread.Worker));
        Unsupported(() => BoardMeter.ReadCycles(BoardMemory.Internal, 1));
    }

    [TestMethod]
    [DataRow(Backend.Managed)]
    [DataRow(Backend.Vector)]
    [DataRow(Backend.Native)]
    public void WithoutAClockStagesAreInMicroseconds(Backend backend)
    {
        using Network network = Network.Open(HandMadeNetwork.Make().ToBlob(), backend);
        Unsupported(() => network.CountCycles(true));
        Unsupported(() => network.ReadCycles(1));
        network.CountCycles(false);
        network.Classify(HandMadeNetwork.MakeFrame(8, 8));
        for (int k = 0; k < network.Stages; k++)
        {
            Assert.AreEqual(network.StageMilliseconds(k), network.StageTicks(k) / 1000.0);
        }

        network.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.CountCycles(false));
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.StageTicks(0));
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.ReadCycles(1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => network.LimitCores(1));
    }

    [TestMethod]
    public void CoresAreLimitedWhileANetworkIsOpen()
    {
        using Network network = Network.Open(HandMadeNetwork.Make().ToBlob(), Backend.Native);
        foreach (int cores in new[] { 2, 1, 3 })
        {
            network.LimitCores(cores);
            network.Classify(HandMadeNetwork.MakeFrame(8, 8));
            Assert.AreEqual(cores, network.Cores);
            CollectionAssert.AreEqual(HandMadeNetwork.Scores, network.Scores);
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.LimitCores(-1));
        using Network managed = Network.Open(HandMadeNetwork.Make().ToBlob(), Backend.Managed);
        Unsupported(() => managed.LimitCores(2));
    }

    /// <summary>The library's numbers stand in order in the component's header.</summary>
    [TestMethod]
    public void NumbersAreTheComponents()
    {
        string header = File.ReadAllText(
            Path.Combine(Sources.Root, "nanoframework-native", "interop", "sqnet_measure.h"));
        string library = File.ReadAllText(
            Path.Combine(Sources.Root, "firmware", "SqueezeNet.Embedded", "Engine", "BoardMeter.cs"));
        string[] names = ["Clock", "Free", "Largest", "Least", "Stack"];
        MatchCollection figures = Regex.Matches(header, "^    SQNET_MEASURED_([A-Z]+)", RegexOptions.Multiline);
        Assert.HasCount(names.Length, figures);
        for (int i = 0; i < names.Length; i++)
        {
            Assert.AreEqual(names[i].ToUpperInvariant(), figures[i].Groups[1].Value);
            StringAssert.Contains(library, $"private const int {names[i]} = {i};");
        }

        MatchCollection places = Regex.Matches(header, "^    SQNET_READ_([A-Z]+)", RegexOptions.Multiline);
        Assert.AreEqual("INTERNAL", places[(int)BoardMemory.Internal].Groups[1].Value);
        Assert.AreEqual("EXTERNAL", places[(int)BoardMemory.External].Groups[1].Value);
        Assert.AreEqual("MODEL", places[BoardMeter.FromModel].Groups[1].Value);
    }

    private static void Unsupported(Action action)
    {
        Assert.AreEqual(ErrorCode.Unsupported, Assert.ThrowsExactly<ModelException>(action).Code);
    }
}
