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

        /// <summary>
        /// One that the broker kept is no start: whoever started then has got the document, which is kept too.
        /// </summary>
        public override bool WantsNewsOnly
        {
            get { return true; }
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
