using System;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>The sleeps of a simulated device: what ends them, and what is remembered over them.</summary>
internal sealed class SimulatedSleep
{
    private readonly SimulatedClock clock;
    private readonly SimulatedPins pins;
    private readonly SimulatorObserver observer;
    private readonly bool leavesOut;

    public SimulatedSleep(
        SimulatorOptions options,
        SimulatedClock clock,
        SimulatedPins pins,
        SimulatorObserver observer,
        ISettingsFiles files)
    {
        this.clock = clock;
        this.pins = pins;
        this.observer = observer;
        leavesOut = options.SkipsSleeps;
        File = new SleepFile(files);
    }

    /// <summary>Where the memory is.</summary>
    public SleepFile File { get; }

    /// <summary>What has ended the last sleep.</summary>
    public WakeReason Wake { get; private set; } = WakeReason.PowerOn;

    /// <summary>What the last node has left behind.</summary>
    public SleepMemory? Load(NodeSettings settings)
    {
        return settings.SleepSeconds > 0 ? File.Load() : null;
    }

    /// <summary>Sleeps, on the clock or past it.</summary>
    /// <param name="node">The node that sleeps.</param>
    /// <param name="cancel">Ends the sleep.</param>
    public void Sleep(Node node, CancellationToken cancel)
    {
        observer.Sleeps(node.SleepMilliseconds);
        long end = clock.Milliseconds + node.SleepMilliseconds;
        Wake = WakeReason.Timer;
        while (clock.Milliseconds < end && !cancel.IsCancellationRequested)
        {
            long change = pins.NextChange ?? long.MaxValue;
            Pass(Math.Min(change, end), cancel);
            if (change <= clock.Milliseconds)
            {
                pins.SkipToNow();
                if (pins.IsHigh(0) == node.WakesWhenHigh)
                {
                    Wake = WakeReason.Pin;
                    return;
                }
            }
        }
    }

    private void Pass(long until, CancellationToken cancel)
    {
        long left = Math.Max(0, until - clock.Milliseconds);
        if (leavesOut)
        {
            clock.Skip(left);
        }
        else
        {
            cancel.WaitHandle.WaitOne((int)left);
        }
    }
}
