using System;

namespace nanoFramework.Hardware.Esp32;

/// <summary>A desktop's memory in the place of a chip's. Stand-in for nanoFramework's class of the same name.</summary>
public class NativeMemory
{
    /// <summary>Kinds of memory.</summary>
    public enum MemoryType
    {
        /// <summary>All of it.</summary>
        All,

        /// <summary>In the chip.</summary>
        Internal,

        /// <summary>Outside; a desktop has none.</summary>
        SpiRam,
    }

    /// <summary>Sizes in bytes.</summary>
    public static void GetMemoryInfo(
        MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        bool none = memType == MemoryType.SpiRam;
        totalSize = none ? 0 : Clamp(info.TotalAvailableMemoryBytes);
        totalFreeSize = none ? 0 : Clamp(info.TotalAvailableMemoryBytes - info.MemoryLoadBytes);
        largestFreeBlock = totalFreeSize;
    }

    private static uint Clamp(long bytes)
    {
        return (uint)Math.Clamp(bytes, 0, uint.MaxValue);
    }
}
