namespace CameraNode
{
    /// <summary>
    /// Sends classifications in their order, each until it is confirmed, those that waited at a limited rate. Each that
    /// it has taken is published, waits or is dropped; the three make up all.
    /// </summary>
    internal sealed class Outbox
    {
        private readonly IMessageClient messages;
        private readonly IClock clock;
        private readonly BrokerSession session;
        private readonly OfflineQueue queue;
        private readonly int flushMilliseconds;

        public Outbox(NodeSettings settings, IMessageClient messages, IClock clock, BrokerSession session)
        {
            this.messages = messages;
            this.clock = clock;
            this.session = session;
            queue = new OfflineQueue(settings.QueueLength);
            flushMilliseconds = settings.FlushMilliseconds;
            session.Lost += OnLost;
        }

        /// <summary>Classifications that it has taken.</summary>
        public int Taken { get; private set; }

        /// <summary>Classifications that the broker has confirmed; with QoS 0 those handed over.</summary>
        public int Published
        {
            get { return queue.Published; }
        }

        /// <summary>Classifications that gave way to later ones and will not arrive.</summary>
        public int Dropped
        {
            get { return queue.Dropped; }
        }

        /// <summary>Classifications that wait: to be sent, to be sent again, or to be confirmed.</summary>
        public int Waiting
        {
            get { return queue.Waiting; }
        }

        /// <summary>Classifications that are not handed over.</summary>
        public int Pending
        {
            get { return queue.Pending; }
        }

        /// <summary>Whether one can be sent as soon as there is a connection and its time has come.</summary>
        public bool CanSend
        {
            get { return queue.CanSend; }
        }

        /// <summary>When the next waiting classification may be sent.</summary>
        public long NextSend { get; private set; }

        /// <summary>Goes on after a sleep.</summary>
        public void Restore(FrameClassification[] waiting, int published, int dropped)
        {
            queue.Restore(published, dropped);
            for (int i = 0; i < waiting.Length; i++)
            {
                queue.Add(waiting[i]);
            }

            Taken = published + dropped + waiting.Length;
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
            Settle();
            queue.Add(classification);
            Taken++;
        }

        /// <summary>Sends what may be sent now.</summary>
        public void Send()
        {
            Settle();
            while (session.IsConnected && queue.CanSend && clock.Milliseconds >= NextSend)
            {
                int number = session.Publish(
                    LabelName(queue.Next),
                    NodeMessages.Label(queue.Next),
                    session.Health.QualityOfService,
                    false);
                if (number == 0)
                {
                    return;
                }

                queue.MarkSent(number);
                session.Health.Sent();
                Settle();
                if (queue.Pending > 0)
                {
                    NextSend = clock.Milliseconds + flushMilliseconds;
                }
            }
        }

        /// <summary>Counts what has been confirmed meanwhile.</summary>
        public void Settle()
        {
            int before = queue.Published;
            queue.Settle(messages);
            TellConfirmed(queue.Published - before);
        }

        private static string LabelName(FrameClassification classification)
        {
            return classification.Region.Length == 0 ? "label" : "label/" + classification.Region;
        }

        /// <summary>What the broker may not have got goes there again.</summary>
        private void OnLost()
        {
            int before = queue.Published;
            queue.Requeue(messages);
            TellConfirmed(queue.Published - before);
        }

        /// <summary>Labels of QoS 0 are published once handed over, which says nothing of the broker.</summary>
        private void TellConfirmed(int labels)
        {
            if (session.Health.QualityOfService > 0)
            {
                session.Health.Confirmed(labels);
            }
        }
    }
}
