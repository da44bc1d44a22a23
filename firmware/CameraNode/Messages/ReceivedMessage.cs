namespace CameraNode
{
    /// <summary>A message of a topic that the node has subscribed to.</summary>
    public sealed class ReceivedMessage
    {
        /// <summary>Makes a message.</summary>
        public ReceivedMessage(string topic, string text)
        {
            Topic = topic;
            Text = text;
        }

        /// <summary>Its topic.</summary>
        public string Topic { get; }

        /// <summary>What it says.</summary>
        public string Text { get; }

        /// <summary>Whether the broker had kept it: it is older than the subscription.</summary>
        public bool IsRetained { get; set; }

        /// <summary>Messages before it that came faster than the node took them, and are lost.</summary>
        public int Lost { get; set; }
    }
}
