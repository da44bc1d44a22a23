using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Looks after each connection whether the broker still has the document: one that was killed may have lost it, and
    /// Home Assistant then loses the device with its own next start. Only a document that is missing is sent again.
    /// </summary>
    internal sealed class HomeEcho : TopicHandler
    {
        /// <summary>A broker that has the document sends it in this time.</summary>
        public const int WaitMilliseconds = 5000;

        private const long Never = long.MaxValue;

        private readonly string topic;
        private readonly IClock clock;
        private readonly BrokerSession session;
        private string crc = string.Empty;

        public HomeEcho(NodeSettings settings, IClock clock, BrokerSession session)
        {
            topic = HomeDocument.Topic(settings);
            this.clock = clock;
            this.session = session;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return topic; }
        }

        /// <summary>Only for a document that the broker should have.</summary>
        public override bool IsListening
        {
            get { return crc.Length > 0; }
        }

        /// <summary>When the document counts as missing; never, if none is awaited.</summary>
        public long Due { get; private set; } = Never;

        /// <summary>Whether the document is awaited.</summary>
        public bool IsAwaited
        {
            get { return Due != Never; }
        }

        /// <summary>Prepares for the next connection.</summary>
        /// <param name="document">CRC-32 of the document that the broker should have, empty for none.</param>
        public void Await(string document)
        {
            crc = document;
            Due = Never;
        }

        /// <summary>The broker is reached, and the topic subscribed to.</summary>
        public void Connected()
        {
            Due = crc.Length > 0 ? clock.Milliseconds + WaitMilliseconds : Never;
        }

        /// <summary>The document came, or is no longer awaited: the node's own ones need not come back.</summary>
        public void End()
        {
            if (IsAwaited)
            {
                Due = Never;
                session.Unsubscribe(topic);
            }
        }

        /// <inheritdoc/>
        public override void Take(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (JsonText.Hex(Crc32.Append(0, bytes, 0, bytes.Length)) == crc)
            {
                End();
            }
        }
    }
}
