namespace CameraNode
{
    /// <summary>Settings of Home Assistant and what follows its conventions.</summary>
    internal static class HomeSettings
    {
        internal static readonly Setting Discovery = new FlagSetting("discovery")
        {
            Help = "Whether the node introduces itself to Home Assistant.",
        };

        internal static readonly Setting DiscoveryPrefix = new TextSetting("discoveryPrefix", "homeassistant")
        {
            Forbidden = "+#",
            Help = "Topic where Home Assistant looks for devices.",
        };

        internal static readonly Setting Presence = new WordsSetting("presence")
        {
            Help = "Classes of which Home Assistant shows whether they are there.",
        };

        /// <summary>In the order of the documentation.</summary>
        internal static readonly Setting[] All = new Setting[] { Discovery, DiscoveryPrefix, Presence };
    }
}
