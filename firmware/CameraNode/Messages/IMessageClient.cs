namespace CameraNode
{
    /// <summary>A message has reached the broker, or the connection is gone.</summary>
    public delegate void MessageClientHandler();

    /// <summary>A connection to an MQTT broker. Events may come on any thread.</summary>
    public interface IMessageClient
    {
        /// <summary>A message has reached the broker: Outstanding has changed.</summary>
        event MessageClientHandler? Confirmed;

        /// <summary>The connection is gone.</summary>
        event MessageClientHandler? Closed;

        /// <summary>A message of a subscribed topic has come.</summary>
        event MessageClientHandler? Received;

        /// <summary>Whether there is a connection.</summary>
        bool IsConnected { get; }

        /// <summary>What the broker lacks, as a sentence for the status; empty if nothing.</summary>
        string Remark { get; }

        /// <summary>Why the broker has ended the last connection, in its words; empty if it did not say.</summary>
        string EndReason { get; }

        /// <summary>Messages of this connection that are not known to have reached the broker.</summary>
        int Outstanding { get; }

        /// <summary>The number of the oldest of them, 0 for none.</summary>
        int OldestOutstanding { get; }

        /// <summary>Connects.</summary>
        /// <param name="settings">Who connects, and how.</param>
        /// <param name="broker">Where to.</param>
        /// <param name="willTopic">Where the broker says, retained, that this node is gone.</param>
        /// <param name="will">What it says then.</param>
        /// <exception cref="MessageException">There is no connection.</exception>
        void Connect(NodeSettings settings, BrokerAddress broker, string willTopic, string will);

        /// <summary>Hands over a message.</summary>
        /// <returns>Its number in this connection, from 1.</returns>
        /// <exception cref="MessageException">The connection is gone.</exception>
        int Publish(string topic, byte[] bytes, int qualityOfService, bool retain);

        /// <summary>
        /// Whether a message of this connection, or of the last one until the next Connect, has reached the broker.
        /// One with quality of service 0 counts as soon as it is handed over.
        /// </summary>
        bool IsConfirmed(int number);

        /// <summary>Subscribes to topics, with quality of service 1.</summary>
        /// <exception cref="MessageException">The connection is gone.</exception>
        void Subscribe(string[] topics);

        /// <summary>Listens to topics no more.</summary>
        /// <exception cref="MessageException">The connection is gone.</exception>
        void Unsubscribe(string[] topics);

        /// <summary>Takes the oldest message that has come, null if there is none.</summary>
        ReceivedMessage? TakeReceived();

        /// <summary>Says goodbye, so that the broker does not publish the will, and closes.</summary>
        void Disconnect();

        /// <summary>Closes without a word: the broker publishes the will.</summary>
        void Close();
    }
}
