namespace CameraNode
{
    /// <summary>Sends answers in their order, each until it is confirmed, those that waited at a limited rate.</summary>
    internal sealed class Outbox
    {
        private readonly NodeParts parts;
        private readonly BrokerSession session;
        private readonly OfflineQueue queue;
        private readonly int flushMilliseconds;
        private long nextSend;

        public Outbox(NodeSettings settings, NodeParts parts, BrokerSession session)
        {
            this.parts = parts;
            this.session = session;
            queue = new OfflineQueue(settings.QueueLength);
            flushMilliseconds = settings.FlushMilliseconds;
            session.Lost += OnLost;
        }

        /// <summary>Answers handed to the broker and not lost with a connection.</summary>
        public int Published { get; private set; }

        /// <summary>Answers that were pushed out of the queue before they were handed over.</summary>
        public int Dropped
        {
            get { return queue.Dropped; }
        }

        /// <summary>Answers that wait.</summary>
        public int Waiting
        {
            get { return queue.Waiting; }
        }

        /// <summary>When the next waiting answer may be sent.</summary>
        public long NextSend
        {
            get { return nextSend; }
        }

        /// <summary>Takes an answer.</summary>
        public void Add(NodeResult result)
        {
            queue.Settle(parts.Messages);
            queue.Add(result);
        }

        /// <summary>Sends what may be sent now.</summary>
        /// <param name="crc">The model's CRC.</param>
        public void Send(uint crc)
        {
            queue.Settle(parts.Messages);
            while (session.IsConnected && queue.Waiting > 0 && parts.Clock.Milliseconds >= nextSend)
            {
                int number = session.PublishLabel(NodeMessages.Label(queue.Next, crc));
                if (number == 0)
                {
                    return;
                }

                queue.MarkSent(number);
                queue.Settle(parts.Messages);
                Published++;
                if (queue.Waiting > 0)
                {
                    nextSend = parts.Clock.Milliseconds + flushMilliseconds;
                }
            }
        }

        /// <summary>What the broker may not have got goes there again.</summary>
        private void OnLost()
        {
            queue.Settle(parts.Messages);
            Published -= queue.Requeue();
        }
    }
}
