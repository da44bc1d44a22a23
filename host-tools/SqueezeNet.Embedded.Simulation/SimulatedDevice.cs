using System;
using System.IO;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>What stays of a simulated device from its start to the next one, over all sleeps of its nodes.</summary>
internal sealed class SimulatedDevice : IDisposable
{
    private readonly SimulatedPins pins;
    private readonly PinTimer timer;

    public SimulatedDevice(SimulatorOptions options, NodeSettings settings, SimulatorObserver observer)
    {
        Clock = new SimulatedClock();
        pins = new SimulatedPins(Clock, options.Presses, observer.Switched);
        Board = new PinBoard(settings, pins, Clock);
        timer = new PinTimer(Board);
        ISettingsFiles files = options.StoreFolder is string folder
            ? new SettingsFolder(Path.GetFullPath(folder) + Path.DirectorySeparatorChar) : new MemoryFiles();
        Sleep = new SimulatedSleep(options, Clock, pins, observer, files);
        Before = Sleep.Load(settings);
        if (Before is SleepMemory memory)
        {
            Clock.GoOnFrom(memory.Now(WakeReason.PowerOn, Clock.UtcNow, 0));
        }
    }

    /// <summary>What its first node remembers, null for nothing.</summary>
    public SleepMemory? Before { get; }

    /// <summary>The node that runs, or ran last; null before the first.</summary>
    public Node? Node { get; set; }

    public SimulatedClock Clock { get; }

    public PinBoard Board { get; }

    public SimulatedSleep Sleep { get; }

    public void Dispose()
    {
        timer.Dispose();
        pins.Dispose();
    }
}
