namespace CameraNode
{
    /// <summary>Hears that Home Assistant has started.</summary>
    internal sealed class HomeBirth : TopicHandler
    {
        private readonly NodeSettings settings;
        private readonly HomeDesk desk;

        public HomeBirth(NodeSettings settings, HomeDesk desk)
        {
            this.settings = settings;
            this.desk = desk;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return settings.DiscoveryPrefix + "/status"; }
        }

        /// <inheritdoc/>
        public override void Take(string text)
        {
            if (text == "online")
            {
                desk.Introduce();
            }
        }
    }
}
