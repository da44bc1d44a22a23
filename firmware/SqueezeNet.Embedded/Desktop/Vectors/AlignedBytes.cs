using System;

namespace SqueezeNet.Embedded
{
    /// <summary>
    /// Bytes that never move and start at a multiple of 64, where no vector crosses a cache line. They live as long as
    /// this object is reachable: whoever uses the address keeps it so (GC.KeepAlive).
    /// </summary>
    internal sealed unsafe class AlignedBytes
    {
        /// <summary>A vector that begins with the last value may be read and written whole.</summary>
        public const int Slack = 32;

        private const int Alignment = 64;

        private readonly sbyte[] bytes;

        /// <summary>Takes memory, all 0.</summary>
        /// <exception cref="ModelException">Memory: there is not enough.</exception>
        public AlignedBytes(long length)
        {
            long all = length + Slack + Alignment;
            try
            {
                bytes = GC.AllocateArray<sbyte>(checked((int)Math.Min(all, int.MaxValue)), pinned: true);
            }
            catch (OutOfMemoryException)
            {
                throw new ModelException(
                    ErrorCode.Memory, $"There is no memory for {all} bytes of the vector engine; use Backend.Managed.");
            }

            Length = (int)length;
            fixed (sbyte* start = bytes)
            {
                At = (sbyte*)(((nint)start + Alignment - 1) / Alignment * Alignment);
            }
        }

        /// <summary>Bytes that may be used, <see cref="Slack"/> not counted.</summary>
        public int Length { get; }

        /// <summary>The first byte.</summary>
        public sbyte* At { get; }

        /// <summary>All bytes.</summary>
        public Span<sbyte> Span
        {
            get { return new Span<sbyte>(At, Length); }
        }
    }
}
