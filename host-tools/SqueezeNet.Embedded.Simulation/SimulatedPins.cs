using System;
using System.Collections.Generic;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>
/// Pins that tell of their switching, and an input that is pressed at given times. A press lasts until it is let go;
/// both are looked for by a thread of their own, as changes come on a device.
/// </summary>
internal sealed class SimulatedPins : IPins, IDisposable
{
    private const int StepMilliseconds = 5;
    private const int HeldMilliseconds = 200;

    private readonly SimulatedClock clock;
    private readonly Action<int, bool, string> report;
    private readonly Queue<(long Time, bool Pressed)> script = [];
    private readonly Lock gate = new();
    private Timer? timer;
    private PinHandler? changed;
    private bool pressedIsHigh = true;
    private bool isPressed;

    public SimulatedPins(SimulatedClock clock, IEnumerable<long> presses, Action<int, bool, string> report)
    {
        this.clock = clock;
        this.report = report;
        long free = 0;
        foreach (long press in presses)
        {
            if (press >= free)
            {
                script.Enqueue((press, true));
                free = press + HeldMilliseconds;
                script.Enqueue((free, false));
            }
        }
    }

    /// <summary>When the input changes next, null if it does not.</summary>
    public long? NextChange
    {
        get
        {
            lock (gate)
            {
                return script.TryPeek(out (long Time, bool Pressed) change) ? change.Time : null;
            }
        }
    }

    public ISwitch Open(OutputPin output)
    {
        return new Switch(on => report(output.Pin, on, output.Label.Length > 0 ? output.Label : "lamp"));
    }

    public void Listen(TriggerPin trigger, PinHandler handler)
    {
        pressedIsHigh = trigger.Edge != PinEdge.Falling;
        changed = handler;
        timer = new Timer(_ => Play(), null, StepMilliseconds, StepMilliseconds);
    }

    public bool IsHigh(int pin)
    {
        lock (gate)
        {
            return isPressed == pressedIsHigh;
        }
    }

    /// <summary>Changes the input without a word, up to now: nobody listens while a device sleeps.</summary>
    public void SkipToNow()
    {
        while (TakeChange() is not null)
        {
            // The level is what matters.
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
    }

    private void Play()
    {
        while (TakeChange() is bool pressed)
        {
            changed?.Invoke(pressed == pressedIsHigh);
        }
    }

    private bool? TakeChange()
    {
        lock (gate)
        {
            if (!script.TryPeek(out (long Time, bool Pressed) change) || change.Time > clock.Milliseconds)
            {
                return null;
            }

            script.Dequeue();
            isPressed = change.Pressed;
            return isPressed;
        }
    }

    private sealed class Switch(Action<bool> set) : ISwitch
    {
        public void Set(bool on) => set(on);
    }
}
