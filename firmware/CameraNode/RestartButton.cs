namespace CameraNode
{
    /// <summary>Lets the node start again when the broker says so.</summary>
    internal sealed class RestartButton : TopicHandler
    {
        /// <summary>What comes sooner was kept by the broker: it would come at every start.</summary>
        public const int LeastMilliseconds = 3000;

        private readonly NodeContext node;
        private long connectedAt;

        public RestartButton(NodeContext node)
        {
            this.node = node;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return NodeMessages.Topic(node.Settings, "restart/set"); }
        }

        /// <summary>Whether it was pressed.</summary>
        public bool IsPressed { get; private set; }

        /// <summary>The broker is reached.</summary>
        public void Connected()
        {
            connectedAt = node.Now;
        }

        /// <inheritdoc/>
        public override void Take(string text)
        {
            if (text != "PRESS")
            {
                node.Parts.Observer.Warned("A restart is asked for with PRESS.");
            }
            else if (node.Now - connectedAt < LeastMilliseconds)
            {
                node.Parts.Observer.Warned(
                    "A restart that comes with the connection is passed over: it may be a retained message.");
            }
            else
            {
                IsPressed = true;
                node.Stop.Set();
            }
        }
    }
}
