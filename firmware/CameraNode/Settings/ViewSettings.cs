namespace CameraNode
{
    /// <summary>Settings of what the network looks at, and when.</summary>
    internal static class ViewSettings
    {
        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[] { };
    }
}
