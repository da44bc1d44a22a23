namespace CameraNode
{
    /// <content>Home Assistant and what follows its conventions.</content>
    public sealed partial class NodeSettings
    {
        /// <summary>Whether the node introduces itself to Home Assistant.</summary>
        public bool Discovery
        {
            get { return (bool)Get(HomeSettings.Discovery)!; }
            set { Set(HomeSettings.Discovery, value); }
        }

        /// <summary>Topic where Home Assistant looks for devices.</summary>
        public string DiscoveryPrefix
        {
            get { return (string)Get(HomeSettings.DiscoveryPrefix)!; }
            set { Set(HomeSettings.DiscoveryPrefix, value); }
        }

        /// <summary>Classes of which Home Assistant shows whether they are there.</summary>
        public WordList Presence
        {
            get { return (WordList)Get(HomeSettings.Presence)!; }
            set { Set(HomeSettings.Presence, value); }
        }
    }
}
