namespace CameraNode
{
    /// <summary>How much memory is free, in bytes.</summary>
    public interface IMemoryGauge
    {
        /// <summary>In the managed heap.</summary>
        long Managed { get; }

        /// <summary>In the chip's own RAM.</summary>
        long Internal { get; }

        /// <summary>In external RAM; 0 without any.</summary>
        long External { get; }
    }
}
