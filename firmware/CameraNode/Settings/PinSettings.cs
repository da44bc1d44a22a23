namespace CameraNode
{
    /// <summary>Settings of pins and sleep.</summary>
    internal static class PinSettings
    {
        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[] { };
    }
}
