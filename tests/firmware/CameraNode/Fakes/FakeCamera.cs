using System;
using System.Collections.Generic;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A camera that does what a test says, and watches that every frame comes back once.</summary>
internal sealed class FakeCamera(Func<int, Frame?> capture) : ICamera
{
    private readonly List<Frame> away = [];

    /// <summary>Number of captures, the failed ones included.</summary>
    public int Captures { get; private set; }

    /// <summary>Number of frames that came back.</summary>
    public int Released { get; private set; }

    /// <summary>Frames that have not come back.</summary>
    public int Away => away.Count;

    public string FrameName { get; set; } = string.Empty;

    public int Restarts { get; set; }

    /// <summary>Is called when a frame comes back.</summary>
    public Action? OnRelease { get; set; }

    /// <summary>Times that older frames were let go.</summary>
    public int Refreshes { get; private set; }

    public void Refresh()
    {
        Refreshes++;
    }

    public Frame? Capture()
    {
        Assert.IsEmpty(away, "The driver has one buffer only.");
        Frame? frame = capture(++Captures);
        if (frame != null)
        {
            away.Add(frame);
        }

        return frame;
    }

    public void Release(Frame frame)
    {
        Assert.IsTrue(away.Remove(frame), "A frame comes back that is not away.");
        Released++;
        OnRelease?.Invoke();
    }
}
