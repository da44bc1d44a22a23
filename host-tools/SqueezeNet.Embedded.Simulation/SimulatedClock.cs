using System;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>
/// Time since a simulation has started; it goes on over the sleeps of a node, and can leave them out.
/// </summary>
internal sealed class SimulatedClock : IClock
{
    private readonly SystemClock clock = new();
    private readonly long start;
    private long before;
    private long skipped;

    public SimulatedClock()
    {
        start = clock.Milliseconds;
    }

    public long Milliseconds => clock.Milliseconds - start + before + Interlocked.Read(ref skipped);

    public DateTime UtcNow => clock.UtcNow.AddMilliseconds(Interlocked.Read(ref skipped));

    public void Wait(int milliseconds, AutoResetEvent wake)
    {
        clock.Wait(milliseconds, wake);
    }

    /// <summary>Goes on from a time that an earlier simulation has come to.</summary>
    public void GoOnFrom(long milliseconds)
    {
        before = milliseconds;
    }

    /// <summary>Has time pass at once.</summary>
    public void Skip(long milliseconds)
    {
        Interlocked.Add(ref skipped, milliseconds);
    }
}
