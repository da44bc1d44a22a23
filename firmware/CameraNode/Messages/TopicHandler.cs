namespace CameraNode
{
    /// <summary>Takes what comes on one topic.</summary>
    internal abstract class TopicHandler
    {
        /// <summary>The whole topic.</summary>
        public abstract string Topic { get; }

        /// <summary>Whether it is told of messages only that come while it listens, not of one that was kept.</summary>
        public virtual bool WantsNewsOnly
        {
            get { return false; }
        }

        /// <summary>Whether its topic is subscribed to with the next connection.</summary>
        public virtual bool IsListening
        {
            get { return true; }
        }

        /// <summary>Takes a message; comes on the node's thread, between frames.</summary>
        public virtual void Take(ReceivedMessage message)
        {
            Take(message.Text);
        }

        /// <summary>Takes what a message says.</summary>
        public abstract void Take(string text);
    }
}
