using System.Collections;

namespace CameraNode
{
    /// <summary>
    /// What a node has to do for its broker between frames: connect again, send what waits, say how it is, take
    /// messages.
    /// </summary>
    internal sealed class BrokerUpkeep
    {
        private const int LinkMilliseconds = 1000;

        private readonly NodeContext node;
        private readonly SettingsInbox inbox;
        private readonly ArrayList handlers = new ArrayList();
        private long nextStatus;

        public BrokerUpkeep(NodeContext node)
        {
            this.node = node;
            inbox = new SettingsInbox(node);
            if (node.Settings.RemoteSettings && node.Parts.Store != null)
            {
                handlers.Add(inbox);
            }

            node.Session.Topics = Topics();
        }

        /// <summary>Whether other settings are stored than the node runs with.</summary>
        public bool HaveSettingsChanged
        {
            get { return inbox.HaveChanged; }
        }

        /// <summary>Looks after the connection, the classifications that wait, settings and the status.</summary>
        /// <param name="crc">The model's CRC.</param>
        public void Tend(uint crc)
        {
            node.Session.Watch();
            if (!node.Session.IsConnected && !node.Stop.IsSet && !TryConnect())
            {
                node.Light.Show(node.State);
            }

            node.Outbox.Send(crc);
            TakeMessages();
            if (node.Session.IsConnected && node.Settings.StatusMilliseconds > 0 && node.Now >= nextStatus)
            {
                PublishStatus();
            }
        }

        /// <summary>When <see cref="Tend"/> has something to do at the latest.</summary>
        public long NextEvent()
        {
            long next = node.Settings.StatusMilliseconds > 0 ? nextStatus : long.MaxValue;
            if (!node.Session.IsConnected)
            {
                long look = node.Now + LinkMilliseconds;
                next = node.Session.NextAttempt < look ? node.Session.NextAttempt : look;
            }
            else if (node.Outbox.CanSend && node.Outbox.NextSend < next)
            {
                next = node.Outbox.NextSend;
            }

            return next;
        }

        /// <summary>Connects, if it is time to.</summary>
        /// <exception cref="OfflineException">The broker has been out of reach for too long.</exception>
        public bool TryConnect()
        {
            if (!node.Session.IsDue || !node.Session.Connect(node.Report.Text()))
            {
                return false;
            }

            inbox.Accept();
            PlanStatus();
            node.Enter(NodeState.Running);
            return true;
        }

        /// <summary>Says how the node is, now.</summary>
        public void PublishStatus()
        {
            PlanStatus();
            node.Session.PublishStatus(node.Report.Text());
        }

        /// <summary>Stops the node if its settings were on trial for too long.</summary>
        public void StopAfterTrial()
        {
            if (inbox.IsTrialOver())
            {
                node.Stop.Set();
            }
        }

        private void TakeMessages()
        {
            ReceivedMessage? message = node.Parts.Messages.TakeReceived();
            while (message != null)
            {
                if (message.Lost > 0)
                {
                    node.Parts.Observer.Warned(
                        $"Messages came faster than the node takes them; {message.Lost} are lost, perhaps settings.");
                }

                Hand(message);
                message = node.Parts.Messages.TakeReceived();
            }
        }

        private void Hand(ReceivedMessage message)
        {
            for (int i = 0; i < handlers.Count; i++)
            {
                TopicHandler handler = (TopicHandler)handlers[i]!;
                if (handler.Topic == message.Topic)
                {
                    handler.Take(message.Text);
                }
            }
        }

        private string[] Topics()
        {
            string[] topics = new string[handlers.Count];
            for (int i = 0; i < topics.Length; i++)
            {
                topics[i] = ((TopicHandler)handlers[i]!).Topic;
            }

            return topics;
        }

        private void PlanStatus()
        {
            nextStatus = node.Now + node.Settings.StatusMilliseconds;
        }
    }
}
