using System;
using System.Threading;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Takes pictures, classifies them and publishes the answers. <see cref="Run"/> does everything on the caller's
    /// thread; <see cref="RequestStop"/> may be called from any.
    /// </summary>
    public sealed class Node
    {
        private readonly NodeSettings settings;
        private readonly NodeParts parts;
        private readonly string statusTopic;
        private readonly string labelTopic;
        private readonly AutoResetEvent wake = new AutoResetEvent(false);
        private readonly object gate = new object();
        private readonly Backoff brokerBackoff = new Backoff();
        private readonly Backoff cameraBackoff = new Backoff();

        private Network? network;
        private NodeState state;
        private bool stopping;
        private bool connected;
        private string? cameraFailure;
        private long offlineSince;
        private long nextAttempt;
        private long nextFrame;
        private int lastIndex = -1;
        private NodeResult? waiting;
        private NodeResult? sent;

        /// <summary>Makes a node.</summary>
        /// <exception cref="ArgumentException">A setting is impossible.</exception>
        public Node(NodeSettings settings, NodeParts parts)
        {
            this.settings = settings ?? throw new ArgumentNullException(nameof(settings));
            this.parts = parts ?? throw new ArgumentNullException(nameof(parts));
            settings.Check();
            statusTopic = NodeMessages.StatusTopic(settings);
            labelTopic = NodeMessages.LabelTopic(settings);
        }

        /// <summary>What the node is doing.</summary>
        public NodeState State
        {
            get
            {
                lock (gate)
                {
                    return state;
                }
            }
        }

        /// <summary>Pictures classified.</summary>
        public int Frames { get; private set; }

        /// <summary>Answers handed to the broker.</summary>
        public int Published { get; private set; }

        /// <summary>Answers that a later one replaced while the broker was out of reach.</summary>
        public int Replaced { get; private set; }

        /// <summary>Messages that the broker had not confirmed when the node stopped.</summary>
        public int Unconfirmed { get; private set; }

        /// <summary>Asks the node to stop after the stage it is at.</summary>
        public void RequestStop()
        {
            lock (gate)
            {
                stopping = true;
            }

            wake.Set();
        }

        /// <summary>Works until it is asked to stop, or the camera has no more pictures. Call it once.</summary>
        /// <exception cref="ModelException">The model cannot be opened or fails its test.</exception>
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
            try
            {
                JoinNetwork();
                LoadModel();
                ConnectFirst();
                Work();
            }
            finally
            {
                Finish();
            }
        }

        private void JoinNetwork()
        {
            Enter(NodeState.JoiningNetwork);
            Backoff backoff = new Backoff();
            while (!IsStopping() && !parts.Link.Connect())
            {
                int wait = backoff.Next();
                parts.Observer.Warned($"The network cannot be joined; next attempt in {wait / 1000} s.");
                WaitUntil(parts.Clock.Milliseconds + wait);
            }
        }

        private void LoadModel()
        {
            if (!IsStopping())
            {
                Enter(NodeState.LoadingModel);
                network = parts.Model.Open();
                network.SelfTest();
            }
        }

        private void ConnectFirst()
        {
            Enter(NodeState.Connecting);
            offlineSince = parts.Clock.Milliseconds;
            nextAttempt = offlineSince;
            while (!IsStopping() && !TryConnect())
            {
                WaitUntil(nextAttempt);
            }
        }

        private void Work()
        {
            while (!IsStopping() && (settings.MaxFrames == 0 || Frames < settings.MaxFrames))
            {
                KeepConnected();
                if (WaitForFrame() && !Classify())
                {
                    break;
                }
            }

            // The last answer is worth waiting for.
            KeepConnected();
            while (!IsStopping() && waiting != null)
            {
                WaitUntil(nextAttempt);
                KeepConnected();
            }
        }

        /// <summary>Waits for the next picture's time, or a part of that if something happens.</summary>
        /// <returns>Whether it is time.</returns>
        private bool WaitForFrame()
        {
            long now = parts.Clock.Milliseconds;
            if (now >= nextFrame)
            {
                return true;
            }

            long until = !connected && nextAttempt < nextFrame ? nextAttempt : nextFrame;
            if (until > now)
            {
                parts.Clock.Wait((int)(until - now), wake);
            }

            return false;
        }

        /// <summary>Takes a picture and classifies it.</summary>
        /// <returns>Whether there was one.</returns>
        private bool Classify()
        {
            long start = parts.Clock.Milliseconds;
            nextFrame = start + settings.IntervalMilliseconds;
            Frame? frame;
            try
            {
                frame = parts.Camera.Capture();
            }
            catch (CameraException e)
            {
                CameraHasFailed(e.Message);
                return true;
            }

            if (frame == null)
            {
                return false;
            }

            CameraWorks();
            if (RunNetwork(frame))
            {
                Answer();
                if (parts.Led != null)
                {
                    parts.Led.Toggle();
                }
            }

            return true;
        }

        /// <summary>Runs all stages; between them other threads have their turn.</summary>
        /// <returns>False if a stop came between.</returns>
        private bool RunNetwork(Frame frame)
        {
            Network model = Model();
            model.Begin(frame);
            for (int k = 0; k < model.Stages; k++)
            {
                if (IsStopping())
                {
                    return false;
                }

                model.RunStage(k);
                Thread.Sleep(0);
            }

            return true;
        }

        private void Answer()
        {
            Network model = Model();
            double milliseconds = 0;
            for (int k = 0; k < model.Stages; k++)
            {
                milliseconds += model.StageMilliseconds(k);
            }

            Frames++;
            Classification top = model.Top(1)[0];
            NodeResult result = new NodeResult(
                Frames, top.Index, top.Label, top.Probability, milliseconds, parts.Camera.FrameName);
            bool wanted = top.Probability >= settings.MinScore
                && (settings.Rule == PublishRule.EveryFrame || top.Index != lastIndex);
            if (wanted)
            {
                lastIndex = top.Index;
                Offer(result);
            }

            parts.Observer.Classified(result, wanted);
        }

        /// <summary>Publishes an answer, or keeps it, and only it, until there is a connection again.</summary>
        private void Offer(NodeResult result)
        {
            if (waiting != null)
            {
                Replaced++;
            }

            waiting = result;
            KeepConnected();
        }

        private void CameraHasFailed(string reason)
        {
            int wait = cameraBackoff.Next();
            parts.Observer.Warned($"No picture: {reason} Next attempt in {wait / 1000} s.");
            nextFrame = parts.Clock.Milliseconds + wait;
            if (cameraFailure == null)
            {
                cameraFailure = reason;
                PublishStatus(Status());
            }
        }

        private void CameraWorks()
        {
            cameraBackoff.Reset();
            if (cameraFailure != null)
            {
                cameraFailure = null;
                PublishStatus(Status());
            }
        }

        private string Status()
        {
            return cameraFailure == null ? NodeMessages.Online(Model()) : NodeMessages.CameraFailed(cameraFailure);
        }

        /// <summary>A status that cannot be published now follows with the next connection's birth message.</summary>
        private void PublishStatus(string text)
        {
            if (connected && !TryPublish(statusTopic, text, 1, true))
            {
                Lost();
            }
        }

        /// <summary>Notices a lost connection, connects again when it is time, and publishes what waits.</summary>
        private void KeepConnected()
        {
            if (connected && !parts.Messages.IsConnected)
            {
                Lost();
            }

            if (!connected && !IsStopping() && parts.Clock.Milliseconds >= nextAttempt)
            {
                TryConnect();
            }

            if (connected && waiting != null)
            {
                PublishWaiting(waiting);
            }
        }

        private void PublishWaiting(NodeResult result)
        {
            if (!TryPublish(labelTopic, NodeMessages.Label(result, Model().Crc), settings.QualityOfService, false))
            {
                Lost();
                return;
            }

            sent = result;
            waiting = null;
            Published++;
        }

        /// <summary>What the broker may not have got goes there again, unless there is something newer.</summary>
        private void Lost()
        {
            connected = false;
            if (settings.QualityOfService > 0 && parts.Messages.Outstanding > 0 && sent != null && waiting == null)
            {
                waiting = sent;
                Published--;
            }

            sent = null;
            parts.Messages.Close();
            parts.Observer.Warned("The connection to the broker is lost.");
            brokerBackoff.Reset();
            offlineSince = parts.Clock.Milliseconds;
            nextAttempt = offlineSince;
            Enter(NodeState.Reconnecting);
        }

        private bool TryConnect()
        {
            try
            {
                parts.Messages.Connect(settings, statusTopic, NodeMessages.Offline);
            }
            catch (MessageException e)
            {
                ConnectHasFailed(e.Message);
                return false;
            }

            if (!TryPublish(statusTopic, Status(), 1, true))
            {
                parts.Messages.Close();
                ConnectHasFailed("the connection was lost at once");
                return false;
            }

            connected = true;
            brokerBackoff.Reset();
            Enter(NodeState.Running);
            return true;
        }

        private void ConnectHasFailed(string reason)
        {
            string broker = $"The broker {settings.BrokerHost}:{settings.BrokerPort} cannot be reached: {reason}.";
            long now = parts.Clock.Milliseconds;
            if (settings.GiveUpMilliseconds > 0 && now - offlineSince >= settings.GiveUpMilliseconds)
            {
                throw new OfflineException(broker);
            }

            int wait = brokerBackoff.Next();
            long left = offlineSince + settings.GiveUpMilliseconds - now;
            if (settings.GiveUpMilliseconds > 0 && wait > left)
            {
                wait = (int)left;
            }

            nextAttempt = now + wait;
            parts.Observer.Warned($"{broker} Next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
        }

        private bool TryPublish(string topic, string text, int qualityOfService, bool retain)
        {
            try
            {
                parts.Messages.Publish(topic, text, qualityOfService, retain);
                return true;
            }
            catch (MessageException)
            {
                return false;
            }
        }

        private void Finish()
        {
            Enter(NodeState.Stopping);
            if (connected && parts.Messages.IsConnected && TryPublish(statusTopic, NodeMessages.Offline, 1, true))
            {
                WaitForConfirmations();
            }

            Unconfirmed = parts.Messages.Outstanding;
            parts.Messages.Disconnect();
            parts.Messages.Confirmed -= OnMessageEvent;
            parts.Messages.Closed -= OnMessageEvent;
            if (network != null)
            {
                network.Dispose();
            }

            if (parts.Led != null)
            {
                parts.Led.Off();
            }

            Enter(NodeState.Stopped);
        }

        private void WaitForConfirmations()
        {
            long end = parts.Clock.Milliseconds + settings.StopMilliseconds;
            while (parts.Messages.Outstanding > 0 && parts.Messages.IsConnected)
            {
                long left = end - parts.Clock.Milliseconds;
                if (left <= 0)
                {
                    parts.Observer.Warned("The broker has not confirmed all messages.");
                    return;
                }

                parts.Clock.Wait((int)left, wake);
            }
        }

        /// <summary>Waits for a moment or a stop, whatever else happens.</summary>
        private void WaitUntil(long moment)
        {
            long left = moment - parts.Clock.Milliseconds;
            while (left > 0 && !IsStopping())
            {
                parts.Clock.Wait((int)left, wake);
                left = moment - parts.Clock.Milliseconds;
            }
        }

        private Network Model()
        {
            return network ?? throw new InvalidOperationException("There is no model yet.");
        }

        private bool IsStopping()
        {
            lock (gate)
            {
                return stopping;
            }
        }

        private void Enter(NodeState next)
        {
            lock (gate)
            {
                state = next;
            }

            parts.Observer.StateChanged(next);
        }

        private void OnMessageEvent()
        {
            wake.Set();
        }
    }
}
