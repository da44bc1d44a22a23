namespace CameraNode
{
    /// <summary>Why the device has started.</summary>
    public enum WakeReason
    {
        /// <summary>Power, reset, or new settings: no sleep came before.</summary>
        PowerOn = 0,

        /// <summary>The sleep's time was over.</summary>
        Timer = 1,

        /// <summary>The trigger ended the sleep.</summary>
        Pin = 2,
    }
}
