using System.Diagnostics;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The time since start-up. Stand-in for nanoFramework's class of the same name.</summary>
public static class HighResTimer
{
    /// <summary>Microseconds since some moment.</summary>
    public static ulong GetCurrent()
    {
        return (ulong)Stopwatch.GetElapsedTime(0).Ticks / 10;
    }
}
