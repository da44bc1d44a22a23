using System;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>A camera that does what a test says.</summary>
internal sealed class FakeCamera(Func<int, Frame?> capture) : ICamera
{
    /// <summary>Number of captures, the failed ones included.</summary>
    public int Captures { get; private set; }

    public string FrameName { get; set; } = string.Empty;

    public Frame? Capture()
    {
        return capture(++Captures);
    }
}
