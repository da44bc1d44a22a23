using System;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Takes pictures, classifies them and publishes the answers. <see cref="Run"/> does everything on the caller's
    /// thread; <see cref="RequestStop"/> may be called from any.
    /// </summary>
    public sealed class Node
    {
        private const int LinkMilliseconds = 1000;
        private const int DecodingSteps = 10;

        private readonly NodeSettings settings;
        private readonly NodeParts parts;
        private readonly StopSignal stop;
        private readonly object gate = new object();
        private readonly BrokerSession session;
        private readonly Outbox outbox;
        private readonly PublishPolicy policy;
        private readonly StatusReport report;
        private readonly RemoteSettings remote;
        private readonly NodeLight light;
        private readonly Backoff cameraBackoff;

        private Network? network;
        private FrameRunner? runner;
        private NodeState state;
        private long nextFrame;
        private long nextStatus;
        private int decoded;

        /// <summary>Makes a node.</summary>
        /// <exception cref="SettingsException">A setting is impossible.</exception>
        public Node(NodeSettings settings, NodeParts parts)
        {
            this.settings = settings ?? throw new ArgumentNullException(nameof(settings));
            this.parts = parts ?? throw new ArgumentNullException(nameof(parts));
            settings.Check();
            stop = new StopSignal(parts.Clock);
            session = new BrokerSession(settings, parts);
            outbox = new Outbox(settings, parts, session);
            policy = new PublishPolicy(settings);
            report = new StatusReport(parts);
            remote = new RemoteSettings(parts);
            light = new NodeLight(parts, report, session);
            cameraBackoff = new Backoff(settings.ClientId);
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
        public int Frames
        {
            get { return report.Frames; }
        }

        /// <summary>Answers handed to the broker and not lost with a connection.</summary>
        public int Published
        {
            get { return outbox.Published; }
        }

        /// <summary>Answers that gave way to later ones while the broker was out of reach.</summary>
        public int Dropped
        {
            get { return outbox.Dropped; }
        }

        /// <summary>Answers that still waited when the node stopped.</summary>
        public int Waiting
        {
            get { return outbox.Waiting; }
        }

        /// <summary>Messages that the broker had not confirmed when the node stopped.</summary>
        public int Unconfirmed { get; private set; }

        /// <summary>Whether the node has stopped because other settings are stored now: start again.</summary>
        public bool HaveSettingsChanged
        {
            get { return remote.HaveChanged; }
        }

        /// <summary>Asks the node to stop after the stage it is at.</summary>
        public void RequestStop()
        {
            stop.Set();
        }

        /// <summary>Works until it is asked to stop, or the camera has no more pictures. Call it once.</summary>
        /// <exception cref="ModelException">The model cannot be opened, fails its test or a run; the status says so.</exception>
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
            session.Lost += OnLost;
            string farewell = NodeMessages.Offline;
            try
            {
                JoinNetwork();
                session.Start();
                LoadModel();
                ConnectFirst();
                Work();
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

        private void JoinNetwork()
        {
            Enter(NodeState.JoiningNetwork);
            Backoff backoff = new Backoff(settings.ClientId);
            while (!stop.IsSet && !parts.Link.Connect())
            {
                int wait = backoff.Next();
                parts.Observer.Warned(
                    $"The network cannot be joined; next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
                stop.WaitUntil(parts.Clock.Milliseconds + wait);
                StopAfterTrial();
            }
        }

        private void LoadModel()
        {
            if (!stop.IsSet)
            {
                Enter(NodeState.LoadingModel);
                decoded = 0;
                network = parts.Model.Open(OnDecoding);
                if (network.DecodesEachRun)
                {
                    parts.Observer.Warned("There is no PSRAM for the model's weights: every run decodes them and takes longer.");
                }

                network.SelfTest();
                report.Model = network;
                runner = new FrameRunner(parts.Camera, stop, network);
            }
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
            Enter(NodeState.Connecting);
            while (!stop.IsSet && !TryConnect())
            {
                stop.WaitOnce(NextEvent());
                session.Watch();
                StopAfterTrial();
            }
        }

        private void Work()
        {
            if (network == null)
            {
                // A stop came before the model.
                return;
            }

            while (!stop.IsSet && (settings.MaxFrames == 0 || Frames < settings.MaxFrames))
            {
                Tend();
                if (WaitForFrame() && !Classify())
                {
                    break;
                }
            }

            // The last answers are worth waiting for.
            Tend();
            while (!stop.IsSet && outbox.Waiting > 0)
            {
                stop.WaitOnce(NextEvent());
                Tend();
            }
        }

        /// <summary>Looks after the connection, the answers that wait and the status.</summary>
        private void Tend()
        {
            session.Watch();
            if (!session.IsConnected && !stop.IsSet && !TryConnect())
            {
                light.Show(State);
            }

            outbox.Send(Model().Crc);
            TakeSettings();
            if (session.IsConnected && settings.StatusMilliseconds > 0 && parts.Clock.Milliseconds >= nextStatus)
            {
                PublishStatus();
            }
        }

        /// <summary>Takes settings that have come, and stops for them: the next start has them.</summary>
        private void TakeSettings()
        {
            string result = remote.Take();
            if (result.Length > 0)
            {
                session.PublishSettingsResult(result);
                if (remote.HaveChanged)
                {
                    RequestStop();
                }
            }
        }

        private void StopAfterTrial()
        {
            if (remote.IsTrialOver())
            {
                RequestStop();
            }
        }

        /// <summary>Waits for the next picture's time, or a part of that if something happens.</summary>
        /// <returns>Whether it is time.</returns>
        private bool WaitForFrame()
        {
            if (parts.Clock.Milliseconds >= nextFrame)
            {
                return true;
            }

            long other = NextEvent();
            stop.WaitOnce(other < nextFrame ? other : nextFrame);
            return false;
        }

        /// <summary>When <see cref="Tend"/> has something to do at the latest.</summary>
        private long NextEvent()
        {
            long next = settings.StatusMilliseconds > 0 ? nextStatus : long.MaxValue;
            if (!session.IsConnected)
            {
                long look = parts.Clock.Milliseconds + LinkMilliseconds;
                next = session.NextAttempt < look ? session.NextAttempt : look;
            }
            else if (outbox.Waiting > 0 && outbox.NextSend < next)
            {
                next = outbox.NextSend;
            }

            return next;
        }

        /// <summary>Takes a picture and classifies it.</summary>
        /// <returns>Whether there was one.</returns>
        private bool Classify()
        {
            long start = parts.Clock.Milliseconds;
            nextFrame = start + settings.IntervalMilliseconds;
            string utc = UtcText.Of(parts.Clock.UtcNow);
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

            NodeResult? result = Runner().Run(frame, Frames + 1);
            if (result != null)
            {
                result.CapturedAt = start;
                result.CapturedUtc = utc;
                CameraWorks();
                Answer(result);
            }

            return true;
        }

        private void Answer(NodeResult result)
        {
            report.Frames++;
            PublishVerdict verdict = policy.Judge(result.CapturedAt, result.Index, result.Probability);
            if (verdict != PublishVerdict.Keep)
            {
                outbox.Add(verdict == PublishVerdict.Publish ? result : result.WithoutClass());
                Tend();
            }

            light.ShowFrame(State);
            parts.Observer.Classified(result, verdict != PublishVerdict.Keep);
        }

        private void CameraHasFailed(string reason)
        {
            int wait = cameraBackoff.Next();
            parts.Observer.Warned($"No picture: {reason} Next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
            nextFrame = parts.Clock.Milliseconds + wait;
            report.CameraFailures++;
            if (!report.IsCameraBroken)
            {
                report.CameraFails(reason);
                PublishStatus();
                light.Show(State);
            }
        }

        private void CameraWorks()
        {
            cameraBackoff.Reset();
            if (report.IsCameraBroken)
            {
                report.Works();
                PublishStatus();
                light.Show(State);
            }
        }

        /// <summary>A model that fails is reported even if there is no connection yet; one attempt is made for it.</summary>
        /// <returns>The status that is still to be published, empty if none.</returns>
        private string ReportModel(string reason)
        {
            report.ModelFails(reason);
            light.Show(State);
            parts.Observer.Warned($"The model fails: {reason}");
            string text = report.Text(session, outbox);
            if (session.IsConnected)
            {
                return text;
            }

            try
            {
                session.Connect(text);
            }
            catch (OfflineException)
            {
                // The model's failure is the news.
            }

            return string.Empty;
        }

        private bool TryConnect()
        {
            if (!session.IsDue || !session.Connect(report.Text(session, outbox)))
            {
                return false;
            }

            remote.Accept();
            PlanStatus();
            Enter(NodeState.Running);
            return true;
        }

        private void PublishStatus()
        {
            PlanStatus();
            session.PublishStatus(report.Text(session, outbox));
        }

        private void PlanStatus()
        {
            nextStatus = parts.Clock.Milliseconds + settings.StatusMilliseconds;
        }

        private void Finish(string farewell)
        {
            session.Lost -= OnLost;
            Enter(NodeState.Stopping);
            session.Watch();
            if (session.IsConnected && (farewell.Length == 0 || session.PublishStatus(farewell)))
            {
                WaitForConfirmations();
            }

            StopAfterTrial();
            Unconfirmed = parts.Messages.Outstanding;
            parts.Messages.Disconnect();
            parts.Messages.Confirmed -= OnMessageEvent;
            parts.Messages.Closed -= OnMessageEvent;
            parts.Messages.Received -= OnMessageEvent;
            if (network != null)
            {
                network.Dispose();
            }

            Enter(NodeState.Stopped);
        }

        private void WaitForConfirmations()
        {
            long end = parts.Clock.Milliseconds + settings.StopMilliseconds;
            while (parts.Messages.Outstanding > 0 && parts.Messages.IsConnected)
            {
                if (parts.Clock.Milliseconds >= end)
                {
                    parts.Observer.Warned("The broker has not confirmed all messages.");
                    return;
                }

                stop.WaitAnyway(end);
            }
        }

        private FrameRunner Runner()
        {
            return runner ?? throw new InvalidOperationException("There is no model yet.");
        }

        private Network Model()
        {
            return network ?? throw new InvalidOperationException("There is no model yet.");
        }

        private void Enter(NodeState next)
        {
            lock (gate)
            {
                state = next;
            }

            light.Show(State);
            parts.Observer.StateChanged(next);
        }

        private void OnLost()
        {
            Enter(NodeState.Reconnecting);
        }

        private void OnMessageEvent()
        {
            stop.Wake();
        }
    }
}
