using System.Text;

namespace CameraNode
{
    /// <summary>A connection was made or lost; comes on the node's thread.</summary>
    internal delegate void SessionHandler();

    /// <summary>
    /// The node's connection to its broker: made when it is time, watched, made again with growing waits.
    /// </summary>
    internal sealed class BrokerSession
    {
        /// <summary>
        /// With so many messages unconfirmed, what can wait does: the MQTT library keeps all of them in memory.
        /// </summary>
        public const int MostUnconfirmed = OfflineQueue.MostUnderWay + 8;

        /// <summary>
        /// A message that is unconfirmed for so many keepalives is lost, though the broker answers pings: M2Mqtt up to
        /// 5.1.219 forgets confirmations when a ping is answered, and then sends nothing again.
        /// </summary>
        private const int UnconfirmedKeepAlives = 3;

        /// <summary>The same, however long the keepalive is.</summary>
        private const int LongestUnconfirmed = 300000;

        private readonly NodeSettings settings;
        private readonly IMessageClient messages;
        private readonly INetworkLink link;
        private readonly IClock clock;
        private readonly INodeObserver observer;
        private readonly string statusTopic;
        private readonly Backoff backoff;
        private readonly BrokerAddress[] brokers;
        private readonly int unconfirmedLimit;
        private int current;
        private long offlineSince;
        private int oldest;
        private long oldestSince;

        public BrokerSession(
            NodeSettings settings, IMessageClient messages, INetworkLink link, IClock clock, INodeObserver observer)
        {
            this.settings = settings;
            this.messages = messages;
            this.link = link;
            this.clock = clock;
            this.observer = observer;
            statusTopic = NodeMessages.Topic(settings, "status");
            backoff = new Backoff(settings.ClientId);
            brokers = BrokerAddress.All(settings);
            int limit = UnconfirmedKeepAlives * 1000 * settings.KeepAliveSeconds;
            unconfirmedLimit = limit < LongestUnconfirmed ? limit : LongestUnconfirmed;
            Health = new SessionHealth(settings);
        }

        /// <summary>The connection that stood is gone.</summary>
        public event SessionHandler? Lost;

        /// <summary>Topics that the node listens to; by default none.</summary>
        public string[] Topics { get; set; } = new string[0];

        /// <summary>Whether there is a connection, as far as is known.</summary>
        public bool IsConnected { get; private set; }

        /// <summary>Whether the broker owes so many confirmations that what can wait is to wait.</summary>
        public bool IsBusy
        {
            get { return messages.Outstanding >= MostUnconfirmed; }
        }

        /// <summary>When the next attempt is made, if there is no connection.</summary>
        public long NextAttempt { get; private set; }

        /// <summary>Whether it is time to connect.</summary>
        public bool IsDue
        {
            get { return !IsConnected && clock.Milliseconds >= NextAttempt; }
        }

        /// <summary>Whether the network was there when last looked.</summary>
        public bool IsLinkUp { get; private set; } = true;

        /// <summary>Why the last attempt failed, as a sentence; empty before one has.</summary>
        public string LastFailure { get; private set; } = string.Empty;

        /// <summary>Connections made, the first included.</summary>
        public int Connections { get; private set; }

        /// <summary>What the ends of connections tell of the broker.</summary>
        public SessionHealth Health { get; }

        /// <summary>What seems to be wrong with the broker, as sentences; empty if nothing.</summary>
        public string Problem
        {
            get
            {
                string ends = Health.Problem;
                string remark = messages.Remark;
                return ends.Length > 0 && remark.Length > 0 ? remark + " " + ends : remark + ends;
            }
        }

        /// <summary>Starts the time that the broker may be out of reach.</summary>
        public void Start()
        {
            offlineSince = clock.Milliseconds;
            NextAttempt = offlineSince;
        }

        /// <summary>Notices that the connection is gone, and without one whether the network is.</summary>
        public void Watch()
        {
            if (!IsConnected)
            {
                WatchLink();
            }
            else if (!messages.IsConnected)
            {
                Lose(messages.EndReason);
            }
            else if (IsConfirmationLost())
            {
                Lose("the broker has not confirmed a message for too long");
            }
            else if (Health.HasStood(clock.Milliseconds))
            {
                Health.Stood();
                backoff.Reset();
            }
        }

        /// <summary>
        /// When the oldest message has waited too long for its confirmation, since it was first seen to be the oldest;
        /// never, if none waits.
        /// </summary>
        public long NextCheck()
        {
            int number = messages.OldestOutstanding;
            if (number != oldest)
            {
                oldest = number;
                oldestSince = clock.Milliseconds;
            }

            return oldest == 0 ? long.MaxValue : oldestSince + unconfirmedLimit;
        }

        /// <summary>Connects.</summary>
        /// <param name="status">The status to publish at once, retained.</param>
        /// <returns>Whether a connection was made; else the next attempt is planned.</returns>
        /// <exception cref="OfflineException">The broker has been out of reach for too long.</exception>
        public bool Connect(string status)
        {
            bool isOpen = false;
            try
            {
                messages.Connect(settings, brokers[current], statusTopic, NodeMessages.Offline);
                isOpen = true;
                Health.Connected(clock.Milliseconds);

                // First, so that what the broker has kept for the node is here when the status is confirmed.
                if (Topics.Length > 0)
                {
                    messages.Subscribe(Topics);
                }

                messages.Publish(statusTopic, Encoding.UTF8.GetBytes(status), 1, true);
            }
            catch (MessageException e)
            {
                messages.Close();
                if (isOpen)
                {
                    JudgeEnd();
                }
                else if (!e.IsThere)
                {
                    Health.Unreachable();
                }

                PlanAttempt(e);
                return false;
            }

            IsConnected = true;
            Connections++;
            oldest = 0;
            return true;
        }

        /// <summary>
        /// Publishes a status, retained; one that cannot be published follows with the next connection.
        /// </summary>
        public bool PublishStatus(string text)
        {
            return Publish("status", text, 1, true) > 0;
        }

        /// <summary>Publishes a text on one of the node's topics.</summary>
        /// <param name="name">What follows the node's name in the topic, for example label.</param>
        /// <param name="text">What to say.</param>
        /// <param name="qualityOfService">0..2.</param>
        /// <param name="retain">Whether the broker keeps it.</param>
        /// <returns>The message's number; 0 if there is no connection.</returns>
        public int Publish(string name, string text, int qualityOfService, bool retain)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            return PublishTo(NodeMessages.Topic(settings, name), bytes, qualityOfService, retain);
        }

        /// <summary>Publishes bytes on any topic.</summary>
        /// <returns>The message's number; 0 if there is no connection.</returns>
        public int PublishTo(string topic, byte[] bytes, int qualityOfService, bool retain)
        {
            if (!IsConnected)
            {
                return 0;
            }

            try
            {
                return messages.Publish(topic, bytes, qualityOfService, retain);
            }
            catch (MessageException)
            {
                Lose(messages.EndReason);
                return 0;
            }
        }

        /// <summary>Listens to a topic no more, if there is a connection.</summary>
        public void Unsubscribe(string topic)
        {
            if (IsConnected)
            {
                try
                {
                    messages.Unsubscribe(new string[] { topic });
                }
                catch (MessageException)
                {
                    Lose(messages.EndReason);
                }
            }
        }

        /// <summary>Whether the broker has confirmed a message of this connection.</summary>
        public bool IsConfirmed(int number)
        {
            return messages.IsConfirmed(number);
        }

        private void PlanAttempt(MessageException failure)
        {
            string result = failure.IsRefusal ? "answers" : "cannot be reached";
            string reason = failure.Message;
            string end = reason.Length > 0 && (reason[reason.Length - 1] == '?' || reason[reason.Length - 1] == '.')
                ? string.Empty : ".";
            string broker = $"The broker {brokers[current]} {result}: {reason}{end}";
            LastFailure = broker;
            current = (current + 1) % brokers.Length;
            long now = clock.Milliseconds;
            long left = offlineSince + settings.GiveUpMilliseconds - now;
            if (settings.GiveUpMilliseconds > 0 && left <= 0)
            {
                throw new OfflineException(broker);
            }

            int wait = Shorten(backoff.Next(), left);
            NextAttempt = now + wait;
            observer.Warned($"{broker} Next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
        }

        /// <summary>A node that gives up does not wait longer than until then.</summary>
        private int Shorten(int wait, long left)
        {
            return settings.GiveUpMilliseconds > 0 && wait > left ? (int)left : wait;
        }

        private bool IsConfirmationLost()
        {
            return clock.Milliseconds >= NextCheck();
        }

        private void Lose(string reason)
        {
            IsConnected = false;
            messages.Close();
            observer.Warned("The connection to the broker is lost" + (reason.Length > 0 ? $": {reason}." : "."));

            // First, so that all that was confirmed is known.
            Lost?.Invoke();
            offlineSince = clock.Milliseconds;
            NextAttempt = offlineSince + Shorten(WaitAfterLoss(), settings.GiveUpMilliseconds);
        }

        /// <summary>
        /// Soon after a connection that was of use; else the waits grow until one has stood.
        /// </summary>
        private int WaitAfterLoss()
        {
            if (!JudgeEnd())
            {
                return backoff.Next();
            }

            backoff.Reset();
            return backoff.Spread();
        }

        /// <summary>Learns from a connection's end, and warns if a problem shows.</summary>
        /// <returns>Whether the next attempt may come soon.</returns>
        private bool JudgeEnd()
        {
            string before = Health.Problem;
            bool isSoon = Health.Ended(clock.Milliseconds, link.IsUp);
            if (Health.Problem.Length > 0 && Health.Problem != before)
            {
                observer.Warned(Health.Problem);
            }

            return isSoon;
        }

        /// <summary>A Wi-Fi that has come back is worth an attempt soon, however long the wait had grown.</summary>
        private void WatchLink()
        {
            bool up = link.IsUp;
            if (up == IsLinkUp)
            {
                return;
            }

            IsLinkUp = up;
            observer.Warned(up ? "The network is back." : "The network is lost.");
            if (up)
            {
                backoff.Reset();
                NextAttempt = clock.Milliseconds + backoff.Spread();
            }
        }
    }
}
