using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Takes frames, classifies them and publishes the classifications. <see cref="Run"/> does everything on the
    /// caller's thread; <see cref="RequestStop"/> may be called from any.
    /// </summary>
    public sealed class Node
    {
        private const int DecodingSteps = 10;

        private readonly NodeSettings settings;
        private readonly NodeParts parts;
        private readonly NodeContext context;
        private readonly BrokerUpkeep broker;
        private Network? network;
        private int decoded;

        /// <summary>Makes a node.</summary>
        /// <exception cref="SettingsException">A setting is impossible.</exception>
        public Node(NodeSettings settings, NodeParts parts)
        {
            this.settings = settings ?? throw new ArgumentNullException(nameof(settings));
            this.parts = parts ?? throw new ArgumentNullException(nameof(parts));
            settings.Check();
            settings.Complete();
            context = new NodeContext(settings, parts);
            broker = new BrokerUpkeep(context);
        }

        /// <summary>What the node is doing.</summary>
        public NodeState State
        {
            get { return context.State; }
        }

        /// <summary>Frames classified.</summary>
        public int Frames
        {
            get { return context.Report.Frames; }
        }

        /// <summary>Classifications that the broker has confirmed; with QoS 0 those handed over.</summary>
        public int Published
        {
            get { return context.Outbox.Published; }
        }

        /// <summary>Classifications that gave way to later ones and will not arrive.</summary>
        public int Dropped
        {
            get { return context.Outbox.Dropped; }
        }

        /// <summary>Classifications that wait for the broker, or for its confirmation.</summary>
        public int Waiting
        {
            get { return context.Outbox.Waiting; }
        }

        /// <summary>
        /// Classifications that the rules wanted published: as many as Published, Waiting and Dropped together.
        /// </summary>
        public int Wanted
        {
            get { return context.Outbox.Taken; }
        }

        /// <summary>Messages that the broker had not confirmed when the node stopped.</summary>
        public int Unconfirmed { get; private set; }

        /// <summary>Whether the node has stopped because other settings are stored now: start again.</summary>
        public bool HaveSettingsChanged
        {
            get { return broker.HaveSettingsChanged; }
        }

        /// <summary>Whether the node has stopped to start again: for other settings, or by command.</summary>
        public bool IsRestartWanted
        {
            get { return broker.HaveSettingsChanged || broker.IsRestartPressed; }
        }

        /// <summary>How long the device is to sleep now, in milliseconds; 0 if it is not to.</summary>
        public int SleepMilliseconds { get; private set; }

        /// <summary>The pin whose level ends the sleep, -1 for none.</summary>
        public int WakePin { get; private set; } = -1;

        /// <summary>Whether a high level of the trigger is to end the sleep; else a low one.</summary>
        public bool WakesWhenHigh { get; private set; }

        /// <summary>Asks the node to stop after the stage it is at.</summary>
        public void RequestStop()
        {
            context.Stop.Set();
        }

        /// <summary>Works until it is asked to stop, or the camera has no more frames. Call it once.</summary>
        /// <exception cref="ModelException">
        /// The model cannot be opened, fails its test or a run; the status says so.
        /// </exception>
        /// <exception cref="OfflineException">The broker was out of reach for too long.</exception>
        /// <exception cref="InvalidOperationException">It has run already.</exception>
        public void Run()
        {
            if (State != NodeState.Idle)
            {
                throw new InvalidOperationException("A node runs once; make another one.");
            }

            parts.Messages.Confirmed += OnMessageEvent;
            parts.Messages.Closed += OnMessageEvent;
            parts.Messages.Received += OnMessageEvent;
            context.Session.Lost += OnLost;
            string farewell = NodeMessages.Offline;
            try
            {
                WarnOfSettings();
                Live();
            }
            catch (ModelException e)
            {
                farewell = ReportModel(e.Message);
                throw;
            }
            finally
            {
                Finish(farewell);
            }
        }

        private void Live()
        {
            if (settings.WorksAlone())
            {
                LiveAlone();
                return;
            }

            JoinNetwork();
            context.Session.Start();
            LoadModel();
            ConnectFirst();
            TakeFrames();
        }

        /// <summary>Takes frames at once; network and broker are looked for beside and between them.</summary>
        private void LiveAlone()
        {
            context.Session.Start();
            LoadModel();
            context.Enter(NodeState.Reconnecting);
            try
            {
                TakeFrames();
            }
            catch (OfflineException)
            {
                if (!context.Sleep.IsOn)
                {
                    throw;
                }

                // What waits is kept; a node that sleeps tries again when it wakes.
            }
        }

        private void TakeFrames()
        {
            if (network != null)
            {
                network = settings.Bench ? context.Bench.Run(network, OnDecoding) : network;
                new FrameLoop(context, broker, network).Run();
            }
        }

        private void WarnOfSettings()
        {
            context.Report.SettingsWarning = settings.Warning();
            if (context.Report.SettingsWarning.Length > 0)
            {
                parts.Observer.Warned(context.Report.SettingsWarning);
            }
        }

        private void JoinNetwork()
        {
            context.Enter(NodeState.JoiningNetwork);
            Backoff backoff = new Backoff(settings.ClientId);
            while (!context.Stop.IsSet && !parts.Link.Connect())
            {
                int wait = backoff.Next();
                parts.Observer.Warned(
                    $"The network cannot be joined; next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
                context.Stop.WaitUntil(context.Now + wait);
                broker.StopAfterTrial();
            }
        }

        /// <summary>Opens and tests the model, unless a stop has come before.</summary>
        private void LoadModel()
        {
            if (!context.Stop.IsSet)
            {
                context.Enter(NodeState.LoadingModel);
                decoded = 0;
                network = parts.Model.Open(OnDecoding);
                if (network.DecodesEachRun)
                {
                    parts.Observer.Warned(
                        "There is no PSRAM for the model's weights: every run decodes them and takes longer.");
                }

                network.SelfTest();
                context.Report.Model = network;
                parts.Observer.Opened(NodeMessages.FirmwareVersion, network.Name, JsonText.Hex(network.Crc));
                context.Report.PresenceProblem = context.Home.Begin(network, parts.Memory != null);
                if (context.Report.PresenceProblem.Length > 0)
                {
                    parts.Observer.Warned(context.Report.PresenceProblem);
                }
                CheckPins(network);
            }
        }

        private void CheckPins(Network model)
        {
            string unknown = context.Pins.CheckLabels(model);
            if (unknown.Length > 0)
            {
                parts.Observer.Warned(unknown);
            }

            context.Report.PinsProblem = context.Pins.Problem;
        }

        private void OnDecoding(int percent)
        {
            if (percent >= decoded + DecodingSteps || percent == 100)
            {
                decoded = percent;
                parts.Observer.Decoded(percent);
            }
        }

        private void ConnectFirst()
        {
            context.Enter(NodeState.Connecting);
            while (!context.Stop.IsSet && !broker.TryConnect())
            {
                context.Stop.WaitOnce(broker.NextEvent());
                context.Session.Watch();
                broker.StopAfterTrial();
            }
        }

        /// <summary>
        /// A model that fails is reported even if there is no connection yet; one attempt is made for it.
        /// </summary>
        /// <returns>The status that is still to be published, empty if none.</returns>
        private string ReportModel(string reason)
        {
            context.Report.ModelFails(reason);
            context.Sleep.HasModelFailed = true;
            broker.EndWake();
            TellSleep(context.Sleep.Milliseconds / 1000);
            context.Light.Show(State);
            parts.Observer.Warned($"The model fails: {reason}");
            string text = context.Report.Text();
            if (context.Session.IsConnected)
            {
                return text;
            }

            try
            {
                if (context.Joiner.Join())
                {
                    context.Session.Connect(text);
                }
            }
            catch (OfflineException)
            {
                // The model's failure is the news.
            }

            return string.Empty;
        }

        /// <summary>Ends whatever was begun; an exception on the way keeps nothing of it from happening.</summary>
        private void Finish(string farewell)
        {
            bool sleeps = context.Sleep.IsWanted;
            broker.EndWake();
            try
            {
                SayGoodbye(farewell, sleeps);
            }
            finally
            {
                WakePin = context.Pins.HasTrigger && settings.Trigger != null ? settings.Trigger.Pin : -1;
                WakesWhenHigh = !context.Pins.IsTriggerHigh;
                SleepMilliseconds = sleeps && !IsRestartWanted ? context.Sleep.Milliseconds : 0;
                parts.Messages.Confirmed -= OnMessageEvent;
                parts.Messages.Closed -= OnMessageEvent;
                parts.Messages.Received -= OnMessageEvent;
                network?.Dispose();
                context.Enter(NodeState.Stopped);
            }
        }

        private void SayGoodbye(string farewell, bool sleeps)
        {
            context.Pins.End();
            BrokerSession session = context.Session;
            session.Lost -= OnLost;
            context.Enter(NodeState.Stopping);
            if (sleeps && !context.Report.IsModelBroken)
            {
                // Without a status at intervals nobody can say when the broker hears of the node again.
                TellSleep(settings.StatusMilliseconds > 0 ? context.Sleep.WakeAfter : 0);
                farewell = context.Report.Text();
            }

            long end = context.Now + settings.StopMilliseconds;
            session.Watch();
            if (!sleeps)
            {
                SendRest(end);
            }

            context.Home.Flush();
            if (session.IsConnected && (farewell.Length == 0 || session.PublishStatus(farewell)))
            {
                WaitForConfirmations(end);
            }

            context.Home.Settle();
            broker.StopAfterTrial();
            Unconfirmed = parts.Messages.Outstanding;
            parts.Messages.Disconnect();
            context.Outbox.Settle();
            context.Sleep.Save();
        }

        private void TellSleep(int wakeAfter)
        {
            if (context.Sleep.IsWanted && !IsRestartWanted)
            {
                context.Report.IsAsleep = true;
                context.Report.WakeAfter = wakeAfter;
            }
        }

        /// <summary>Sends what waited for the broker's confirmations when the stop came.</summary>
        private void SendRest(long end)
        {
            Outbox outbox = context.Outbox;
            while (network != null && context.Session.IsConnected && outbox.Pending > 0 && context.Now < end)
            {
                outbox.Send();
                if (outbox.Pending > 0)
                {
                    context.Stop.WaitAnyway(outbox.CanSend && outbox.NextSend < end ? outbox.NextSend : end);
                    context.Session.Watch();
                }
            }
        }

        private void WaitForConfirmations(long end)
        {
            while (parts.Messages.Outstanding > 0 && parts.Messages.IsConnected)
            {
                if (context.Now >= end)
                {
                    parts.Observer.Warned("The broker has not confirmed all messages.");
                    return;
                }

                context.Stop.WaitAnyway(end);
            }
        }

        private void OnLost()
        {
            context.Enter(NodeState.Reconnecting);
        }

        private void OnMessageEvent()
        {
            context.Stop.Wake();
        }
    }
}
