namespace CameraNode
{
    /// <summary>Takes what comes on one topic.</summary>
    internal abstract class TopicHandler
    {
        /// <summary>The whole topic.</summary>
        public abstract string Topic { get; }

        /// <summary>Takes a message; comes on the node's thread, between frames.</summary>
        public abstract void Take(string text);
    }
}
