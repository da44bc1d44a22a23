using System.Diagnostics;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The time since start-up. Stand-in for nanoFramework's class of the same name.</summary>
public static class HighResTimer
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Microseconds since the program asked first.</summary>
    public static ulong GetCurrent()
    {
        return (ulong)Stopwatch.GetElapsedTime(Start).Ticks / 10;
    }
}
