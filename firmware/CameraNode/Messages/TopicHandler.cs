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

        /// <summary>Takes a message; comes on the node's thread, between frames.</summary>
        public abstract void Take(string text);
    }
}
