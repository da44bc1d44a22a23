using System;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>Time since a simulated node has started, as a device that starts again counts it.</summary>
internal sealed class RestartedClock : IClock
{
    private readonly SystemClock clock = new();
    private readonly long start;

    public RestartedClock()
    {
        start = clock.Milliseconds;
    }

    public long Milliseconds => clock.Milliseconds - start;

    public DateTime UtcNow => clock.UtcNow;

    public void Wait(int milliseconds, AutoResetEvent wake)
    {
        clock.Wait(milliseconds, wake);
    }
}
