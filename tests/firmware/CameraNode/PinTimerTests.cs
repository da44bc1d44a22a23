using System.Diagnostics;
using CameraNode;
using CameraNode.Tests;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>The real timer that ends pulses.</summary>
[TestClass]
public class PinTimerTests
{
    /// <summary>The node's own thread does nothing for it: it computes, or hangs.</summary>
    [TestMethod]
    public void ItEndsAPulseBesideABusyNode()
    {
        NodeSettings settings = new() { Outputs = new OutputPins([new OutputPin(1, "cat", 100)]) };
        SystemClock clock = new();
        FakePins pins = new(new FakeClock());
        PinBoard board = new(settings, pins, clock);
        NodePins node = new(board, settings, clock, new StopSignal(clock));
        using PinTimer timer = new(board);
        Stopwatch watch = Stopwatch.StartNew();

        node.Show(new FrameClassification(1, 0, "cat", 1, 1, string.Empty));
        Assert.IsTrue(board.IsAnyOn);
        while (board.IsAnyOn && watch.ElapsedMilliseconds < 10000)
        {
        }

        Assert.IsFalse(board.IsAnyOn);
        Assert.IsGreaterThanOrEqualTo(90, watch.ElapsedMilliseconds);
        Assert.AreEqual("1 on 0, 1 off 0", pins.Edges);
    }

    [TestMethod]
    public void WhatIsOnGoesOffWithTheTimer()
    {
        NodeSettings settings = new() { Outputs = new OutputPins([new OutputPin(1, "cat", 60000)]) };
        SystemClock clock = new();
        FakePins pins = new(new FakeClock());
        PinBoard board = new(settings, pins, clock);
        NodePins node = new(board, settings, clock, new StopSignal(clock));
        using (new PinTimer(board))
        {
            node.Show(new FrameClassification(1, 0, "cat", 1, 1, string.Empty));
        }

        Assert.IsFalse(board.IsAnyOn);
        Assert.AreEqual("1 on 0, 1 off 0", pins.Edges);
    }
}
