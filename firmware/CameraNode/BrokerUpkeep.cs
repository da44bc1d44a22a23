namespace CameraNode
{
    /// <summary>
    /// What a node has to do for its broker between frames: connect again, send what waits, say how it is, take
    /// messages.
    /// </summary>
    internal sealed class BrokerUpkeep
    {
        private const int LinkMilliseconds = 1000;

        /// <summary>When a status is tried again that found the broker busy.</summary>
        private const int BusyMilliseconds = 1000;

        private readonly NodeContext node;
        private readonly SettingsInbox inbox;
        private readonly RestartButton restart;
        private long nextStatus;
        private bool isStatusOwed;

        public BrokerUpkeep(NodeContext node)
        {
            this.node = node;
            inbox = new SettingsInbox(node);
            restart = new RestartButton(node);
            if (node.Settings.RemoteSettings && node.Parts.Store != null)
            {
                AddControls(node.Parts.Store);
                node.Topics.Add(new ViewInbox(node, node.Parts.Store));
            }

            node.Topics.Add(node.Snapshots);
            if (node.Settings.Discovery)
            {
                node.Topics.Add(new HomeBirth(node.Settings, node.Home));
                node.Topics.Add(node.Home.Echo);
            }
        }

        /// <summary>Whether other settings are stored than the node runs with.</summary>
        public bool HaveSettingsChanged
        {
            get { return inbox.HaveChanged; }
        }

        /// <summary>Whether the node was told to start again.</summary>
        public bool IsRestartPressed
        {
            get { return restart.IsPressed; }
        }

        /// <summary>Whether there is anything for a broker; a node that sleeps saves what a connection costs.</summary>
        private bool IsAwaited
        {
            get { return !node.Sleep.IsOn || node.Sleep.WantsBroker; }
        }

        private bool IsStatusPlanned
        {
            get { return isStatusOwed || node.Settings.StatusMilliseconds > 0; }
        }

        /// <summary>Looks after the connection, the classifications that wait, settings and the status.</summary>
        public void Tend()
        {
            if (node.Joiner.IsJoined)
            {
                node.Session.Watch();
            }

            if (node.Session.Connections == 0 && node.Settings.WorksAlone())
            {
                StopAfterTrial();
            }

            if (!node.Session.IsConnected && !node.Stop.IsSet && !TryConnect())
            {
                node.Light.Show(node.State);
            }

            node.Outbox.Send();
            TakeMessages();
            if (node.Home.Tend())
            {
                PublishStatus();
            }

            if (node.Session.IsConnected && IsStatusPlanned && node.Now >= nextStatus)
            {
                PublishStatus();
            }
        }

        /// <summary>When <see cref="Tend"/> has something to do at the latest.</summary>
        public long NextEvent()
        {
            long next = IsStatusPlanned ? nextStatus : long.MaxValue;
            if (!node.Session.IsConnected)
            {
                long look = node.Now + LinkMilliseconds;
                bool isAwaited = node.Joiner.IsJoined && IsAwaited;
                next = isAwaited && node.Session.NextAttempt < look ? node.Session.NextAttempt : look;
            }
            else
            {
                long home = node.Home.NextEvent;
                next = home < next ? home : next;
                long check = node.Session.NextCheck();
                next = check < next ? check : next;
                next = node.Outbox.CanSend && node.Outbox.NextSend < next ? node.Outbox.NextSend : next;
            }

            return next;
        }

        /// <summary>Connects, if it is time to.</summary>
        /// <exception cref="OfflineException">The broker has been out of reach for too long.</exception>
        public bool TryConnect()
        {
            if (!node.Session.IsDue || !IsAwaited || !node.Joiner.Tend())
            {
                return false;
            }

            node.Home.Prepare();
            node.Session.Topics = node.Topics.Topics;
            if (!node.Session.Connect(node.Report.Text()))
            {
                return false;
            }

            inbox.Accept();
            restart.Connected();
            node.Home.Connected();
            node.Snapshots.Connected();
            isStatusOwed = false;
            PlanStatus();
            node.Enter(NodeState.Running);
            return true;
        }

        /// <summary>Says how the node is, now, or soon if the broker owes many confirmations.</summary>
        public void PublishStatus()
        {
            isStatusOwed = node.Session.IsBusy;
            PlanStatus();
            if (!isStatusOwed)
            {
                node.Session.PublishStatus(node.Report.Text());
            }
        }

        /// <summary>Stops the node if its settings were on trial for too long.</summary>
        public void StopAfterTrial()
        {
            if (inbox.IsTrialOver())
            {
                node.Stop.Set();
            }
        }

        /// <summary>
        /// Gives up settings on trial at the end of a wake: whatever has ended it, perhaps a model that fails, would
        /// end the next one too. Never throws.
        /// </summary>
        public void EndWake()
        {
            if (node.Sleep.IsWanted)
            {
                inbox.GiveUp();
            }
        }

        /// <summary>What the broker lets do with a node that takes settings from it.</summary>
        private void AddControls(SettingsStore store)
        {
            node.Topics.Add(inbox);
            node.Topics.Add(new LiveSetting(node, store, SettingsTable.Rule, "rule/set"));
            node.Topics.Add(new LiveSetting(node, store, SettingsTable.MinProbability, "min-probability/set"));
            node.Topics.Add(restart);
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

                node.Topics.Hand(message);
                message = node.Parts.Messages.TakeReceived();
            }
        }

        private void PlanStatus()
        {
            nextStatus = node.Now + (isStatusOwed ? BusyMilliseconds : node.Settings.StatusMilliseconds);
        }
    }
}
