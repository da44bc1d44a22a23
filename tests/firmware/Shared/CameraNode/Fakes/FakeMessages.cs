using System.Collections;
using System.Text;

namespace CameraNode.Tests
{
    /// <summary>A broker in memory.</summary>
    internal sealed class FakeMessages : IMessageClient
    {
        private readonly FakeClock clock;
        private readonly ArrayList messages = new ArrayList();
        private readonly ArrayList attempts = new ArrayList();
        private readonly ArrayList unconfirmed = new ArrayList();
        private readonly ArrayList forgotten = new ArrayList();
        private int published;
        private readonly ArrayList received = new ArrayList();

        public FakeMessages(FakeClock clock)
        {
            this.clock = clock;
        }

        public event MessageClientHandler? Confirmed;

        public event MessageClientHandler? Closed;

        public event MessageClientHandler? Received;

        public bool IsConnected { get; private set; }

        public string Remark
        {
            get { return string.Empty; }
        }

        public string EndReason
        {
            get { return string.Empty; }
        }

        public int Outstanding
        {
            get { return unconfirmed.Count + forgotten.Count; }
        }

        public int OldestOutstanding
        {
            get
            {
                ArrayList first = forgotten.Count > 0 ? forgotten : unconfirmed;
                return first.Count == 0 ? 0 : (int)first[0]!;
            }
        }

        /// <summary>Messages that are kept, by topic.</summary>
        public Hashtable Retained { get; set; } = new Hashtable();

        /// <summary>Whether connecting works.</summary>
        public bool Reachable { get; set; } = true;

        /// <summary>Whether messages are confirmed at once.</summary>
        public bool Confirms { get; set; } = true;

        /// <summary>Whether the confirmations of messages are lost, whatever happens later.</summary>
        public bool Forgets { get; set; }

        /// <summary>How many further messages go through before the connection breaks; -1 for all.</summary>
        public int BreaksAfter { get; set; } = -1;

        /// <summary>Whether a message of QoS 2 ends the connection.</summary>
        public bool RefusesExactlyOnce { get; set; }

        /// <summary>Is called when a connection is made.</summary>
        public MessageClientHandler? OnConnect { get; set; }

        /// <summary>The broker that was tried last.</summary>
        public string Broker { get; private set; } = string.Empty;

        /// <summary>A broker that cannot be reached.</summary>
        public string Unreachable { get; set; } = string.Empty;

        public string? WillTopic { get; private set; }

        public string? Will { get; private set; }

        /// <summary>How the last connection ended: "disconnect", "close" or "lost".</summary>
        public string? Ending { get; private set; }

        /// <summary>The topics that are subscribed to.</summary>
        public string[] Subscribed { get; private set; } = new string[0];

        /// <summary>When connecting was tried.</summary>
        public long[] Attempts
        {
            get
            {
                long[] all = new long[attempts.Count];
                for (int i = 0; i < all.Length; i++)
                {
                    all[i] = (long)attempts[i]!;
                }

                return all;
            }
        }

        public FakeMessage[] Messages
        {
            get
            {
                FakeMessage[] all = new FakeMessage[messages.Count];
                for (int i = 0; i < all.Length; i++)
                {
                    all[i] = (FakeMessage)messages[i]!;
                }

                return all;
            }
        }

        public string[] Labels
        {
            get { return Texts("/label"); }
        }

        public string[] Statuses
        {
            get { return Texts("/status"); }
        }

        /// <summary>The messages on a topic.</summary>
        public FakeMessage[] On(string topic)
        {
            ArrayList found = new ArrayList();
            for (int i = 0; i < messages.Count; i++)
            {
                if (((FakeMessage)messages[i]!).Topic == topic)
                {
                    found.Add(messages[i]);
                }
            }

            return (FakeMessage[])found.ToArray(typeof(FakeMessage));
        }

        public void Connect(NodeSettings settings, BrokerAddress broker, string willTopic, string will)
        {
            attempts.Add(clock.Milliseconds);
            Broker = broker.ToString();
            if (!Reachable || Unreachable == Broker)
            {
                throw new MessageException("connection refused");
            }

            WillTopic = willTopic;
            Will = will;
            Subscribed = new string[0];
            unconfirmed.Clear();
            forgotten.Clear();
            published = 0;
            IsConnected = true;
            Ending = null;
            OnConnect?.Invoke();
        }

        public int Publish(string topic, byte[] bytes, int qualityOfService, bool retain)
        {
            if (BreaksAfter == 0)
            {
                IsConnected = false;
            }

            BreaksAfter -= BreaksAfter >= 0 ? 1 : 0;
            if (!IsConnected)
            {
                throw new MessageException("there is no connection");
            }

            messages.Add(new FakeMessage(
                topic, Encoding.UTF8.GetString(bytes, 0, bytes.Length), qualityOfService, retain, clock.Milliseconds));
            string last = ((FakeMessage)messages[messages.Count - 1]!).Text;
            if (retain)
            {
                Retained[topic] = last;
            }

            if (IsSubscribed(topic))
            {
                Receive(topic, last);
            }

            published++;
            if (qualityOfService > 0)
            {
                (Forgets ? forgotten : unconfirmed).Add(published);
            }

            if (RefusesExactlyOnce && qualityOfService == 2)
            {
                Lose();
            }
            else if (Confirms)
            {
                Confirm();
            }

            return published;
        }

        public bool IsConfirmed(int number)
        {
            return !unconfirmed.Contains(number) && !forgotten.Contains(number);
        }

        public void Subscribe(string[] topics)
        {
            Subscribed = topics;
            for (int i = 0; i < topics.Length; i++)
            {
                string? kept = (string?)Retained[topics[i]];
                if (kept != null && kept.Length > 0)
                {
                    ReceiveRetained(topics[i], kept);
                }
            }
        }

        public void Unsubscribe(string[] topics)
        {
            ArrayList left = new ArrayList();
            for (int i = 0; i < Subscribed.Length; i++)
            {
                if (Subscribed[i] != topics[0])
                {
                    left.Add(Subscribed[i]);
                }
            }

            Subscribed = (string[])left.ToArray(typeof(string));
        }

        public ReceivedMessage? TakeReceived()
        {
            if (received.Count == 0)
            {
                return null;
            }

            ReceivedMessage taken = (ReceivedMessage)received[0]!;
            received.RemoveAt(0);
            return taken;
        }

        /// <summary>A message comes.</summary>
        public void Receive(string topic, string text)
        {
            received.Add(new ReceivedMessage(topic, text));
            Received?.Invoke();
        }

        /// <summary>Whether saying goodbye throws.</summary>
        public bool IsStuck { get; set; }

        /// <summary>A message comes that the broker had kept.</summary>
        public void ReceiveRetained(string topic, string text)
        {
            received.Add(new ReceivedMessage(topic, text) { IsRetained = true });
            Received?.Invoke();
        }

        public void Disconnect()
        {
            if (IsStuck)
            {
                throw new System.InvalidOperationException("stuck");
            }

            End("disconnect");
        }

        public void Close()
        {
            End("close");
        }

        /// <summary>The broker confirms everything.</summary>
        public void Confirm()
        {
            unconfirmed.Clear();
            Confirmed?.Invoke();
        }

        /// <summary>The broker confirms the oldest message.</summary>
        public void ConfirmOne()
        {
            unconfirmed.RemoveAt(0);
            Confirmed?.Invoke();
        }

        /// <summary>The connection breaks.</summary>
        public void Lose()
        {
            End("lost");
            Closed?.Invoke();
        }

        private bool IsSubscribed(string topic)
        {
            for (int i = 0; i < Subscribed.Length; i++)
            {
                if (Subscribed[i] == topic)
                {
                    return true;
                }
            }

            return false;
        }

        private void End(string how)
        {
            Ending = IsConnected ? how : Ending;
            IsConnected = false;
        }

        private string[] Texts(string ending)
        {
            ArrayList texts = new ArrayList();
            for (int i = 0; i < messages.Count; i++)
            {
                FakeMessage message = (FakeMessage)messages[i]!;
                if (message.Topic.EndsWith(ending))
                {
                    texts.Add(message.Text);
                }
            }

            return (string[])texts.ToArray(typeof(string));
        }
    }
}
