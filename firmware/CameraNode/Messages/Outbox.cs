namespace CameraNode
{
    /// <summary>
    /// Sends classifications in their order, each until it is confirmed, those that waited at a limited rate.
    /// </summary>
    internal sealed class Outbox
    {
        private readonly IMessageClient messages;
        private readonly IClock clock;
        private readonly BrokerSession session;
        private readonly OfflineQueue queue;
        private readonly int flushMilliseconds;
        private readonly int qualityOfService;
        private int droppedBefore;

        public Outbox(NodeSettings settings, IMessageClient messages, IClock clock, BrokerSession session)
        {
            this.messages = messages;
            this.clock = clock;
            this.session = session;
            queue = new OfflineQueue(settings.QueueLength);
            flushMilliseconds = settings.FlushMilliseconds;
            qualityOfService = settings.QualityOfService;
            session.Lost += OnLost;
        }

        /// <summary>Classifications handed to the broker and not lost with a connection.</summary>
        public int Published { get; private set; }

        /// <summary>Classifications that were pushed out of the queue before they were handed over.</summary>
        public int Dropped
        {
            get { return droppedBefore + queue.Dropped; }
        }

        /// <summary>Classifications that wait.</summary>
        public int Waiting
        {
            get { return queue.Waiting; }
        }

        /// <summary>When the next waiting classification may be sent.</summary>
        public long NextSend { get; private set; }

        /// <summary>Goes on after a sleep.</summary>
        public void Restore(FrameClassification[] waiting, int published, int dropped)
        {
            Published = published;
            droppedBefore = dropped;
            for (int i = 0; i < waiting.Length; i++)
            {
                queue.Add(waiting[i]);
            }
        }

        /// <summary>What the broker may not have got, oldest first; it waits again.</summary>
        /// <param name="most">How many at most; older ones are dropped.</param>
        public FrameClassification[] TakeBack(int most)
        {
            OnLost();
            return queue.ToArray(most);
        }

        /// <summary>Takes a classification.</summary>
        public void Add(FrameClassification classification)
        {
            queue.Settle(messages);
            queue.Add(classification);
        }

        /// <summary>Sends what may be sent now.</summary>
        /// <param name="crc">The model's CRC.</param>
        public void Send(uint crc)
        {
            queue.Settle(messages);
            while (session.IsConnected && queue.Waiting > 0 && clock.Milliseconds >= NextSend)
            {
                int number = session.Publish(
                    LabelName(queue.Next), NodeMessages.Label(queue.Next, crc), qualityOfService, false);
                if (number == 0)
                {
                    return;
                }

                queue.MarkSent(number);
                queue.Settle(messages);
                Published++;
                if (queue.Waiting > 0)
                {
                    NextSend = clock.Milliseconds + flushMilliseconds;
                }
            }
        }

        private static string LabelName(FrameClassification classification)
        {
            return classification.Region.Length == 0 ? "label" : "label/" + classification.Region;
        }

        /// <summary>What the broker may not have got goes there again.</summary>
        private void OnLost()
        {
            queue.Settle(messages);
            Published -= queue.Requeue();
        }
    }
}
