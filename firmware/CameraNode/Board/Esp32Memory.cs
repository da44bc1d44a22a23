using nanoFramework.Hardware.Esp32;

namespace CameraNode
{
    /// <summary>Asks nanoFramework. A reading of the managed heap collects its garbage.</summary>
    public sealed class Esp32Memory : IMemoryGauge
    {
        /// <inheritdoc/>
        public long Managed
        {
            get { return nanoFramework.Runtime.Native.GC.Run(false); }
        }

        /// <inheritdoc/>
        public long Internal
        {
            get { return Free(NativeMemory.MemoryType.Internal); }
        }

        /// <inheritdoc/>
        public long External
        {
            get { return Free(NativeMemory.MemoryType.SpiRam); }
        }

        private static long Free(NativeMemory.MemoryType kind)
        {
            NativeMemory.GetMemoryInfo(kind, out uint _, out uint free, out uint _);
            return free;
        }
    }
}
