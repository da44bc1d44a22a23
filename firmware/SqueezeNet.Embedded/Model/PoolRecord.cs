namespace SqueezeNet.Embedded
{
    /// <summary>Max pooling between expand and squeeze (SPEC 1.4). A stage without pooling has kernel 0.</summary>
    public sealed class PoolRecord
    {
        internal PoolRecord(byte[] blob, int stageAt)
        {
            Kernel = blob[stageAt + 1];
            Stride = blob[stageAt + 2];
            Pad = blob[stageAt + 3];
        }

        /// <summary>Side of the square window, 1..8.</summary>
        public int Kernel { get; }

        /// <summary>Step between windows, 1..Kernel.</summary>
        public int Stride { get; }

        /// <summary>How far the first window starts outside the tensor, less than Kernel.</summary>
        public int Pad { get; }
    }
}
