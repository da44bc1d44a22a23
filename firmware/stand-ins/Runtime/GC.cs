namespace nanoFramework.Runtime.Native;

/// <summary>The managed heap. Stand-in for nanoFramework's class of the same name.</summary>
public static class GC
{
    /// <summary>Bytes that this process may still allocate; nanoFramework collects garbage before it answers.</summary>
    public static uint Run(bool compactHeap)
    {
        long free = System.GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - System.GC.GetTotalMemory(compactHeap);
        return (uint)System.Math.Clamp(free, 0, uint.MaxValue);
    }
}
