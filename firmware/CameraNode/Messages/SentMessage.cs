namespace CameraNode
{
    /// <summary>A message that the broker has not confirmed.</summary>
    internal sealed class SentMessage
    {
        public SentMessage(int number, ushort messageId)
        {
            Number = number;
            MessageId = messageId;
        }

        /// <summary>Its number in this connection.</summary>
        public int Number { get; }

        /// <summary>What the MQTT library calls it.</summary>
        public ushort MessageId { get; }
    }
}
