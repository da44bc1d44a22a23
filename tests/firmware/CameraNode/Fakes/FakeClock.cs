using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CameraNode;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

/// <summary>Time that passes only while somebody waits; things can be planned for a moment.</summary>
internal sealed class FakeClock : IClock
{
    private const long End = 3_600_000;

    private readonly List<(long Time, Action Action)> plan = [];

    public long Milliseconds { get; private set; }

    /// <summary>Plans something; it happens during a wait, on the waiting thread.</summary>
    public void At(long milliseconds, Action action)
    {
        plan.Add((milliseconds, action));
    }

    /// <summary>Lets time pass at once, for example during a capture.</summary>
    public void Advance(long milliseconds)
    {
        Milliseconds += milliseconds;
    }

    public void Wait(int milliseconds, AutoResetEvent wake)
    {
        if (milliseconds <= 0)
        {
            throw new InvalidOperationException($"A wait of {milliseconds} ms.");
        }

        long until = Milliseconds + milliseconds;
        while (!wake.WaitOne(0))
        {
            (long Time, Action Action) first = plan.OrderBy(item => item.Time).FirstOrDefault((End, Fail));
            if (first.Time > until)
            {
                Milliseconds = until;
                return;
            }

            plan.Remove(first);
            Milliseconds = Math.Max(Milliseconds, first.Time);
            first.Action();
        }
    }

    private static void Fail()
    {
        throw new InvalidOperationException("The node does not stop.");
    }
}
