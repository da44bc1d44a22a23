using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Takes frames at their pace, classifies them and hands the classifications to the outbox.</summary>
    internal sealed class FrameLoop
    {
        /// <summary>How often a node that would sleep looks for the end of a pulse.</summary>
        private const int PulseMilliseconds = 20;

        private readonly NodeContext node;
        private readonly BrokerUpkeep broker;
        private readonly Network network;
        private readonly FrameRunner runner;
        private readonly FramePace pace;

        public FrameLoop(NodeContext node, BrokerUpkeep broker, Network network)
        {
            this.node = node;
            this.broker = broker;
            this.network = network;
            runner = new FrameRunner(node.Parts.Camera, node.Stop, network);
            node.Sleep.Restore(node.Views, network.Crc);
            pace = new FramePace(node);
        }

        /// <summary>
        /// Works until a stop, the camera's last frame, the last one that is wanted, or until it is time to sleep.
        /// </summary>
        public void Run()
        {
            bool isMore = true;
            while (!node.Stop.IsSet && isMore)
            {
                broker.Tend();
                node.Pins.Update();
                if (IsTimeToSleep())
                {
                    return;
                }

                isMore = IsFrameWanted() && (!WaitForFrame() || Classify());
            }

            node.Sleep.HasEnded = true;
            // The last classifications are worth waiting for.
            broker.Tend();
            while (!node.Stop.IsSet && node.Outbox.Pending > 0)
            {
                node.Stop.WaitOnce(broker.NextEvent());
                broker.Tend();
            }
        }

        /// <summary>
        /// Whether something from the broker may be on its way: what it has kept comes before its confirmation of the
        /// status, and then a document or a snapshot may be wanted.
        /// </summary>
        private bool IsBrokerBusy
        {
            get
            {
                return node.Session.IsConnected
                    && (node.Parts.Messages.Outstanding > 0 || node.Home.IsBusy || node.Snapshots.IsAwaited);
            }
        }

        private bool IsFrameWanted()
        {
            int frames = node.Report.Frames - node.Sleep.FramesBefore;
            return node.Settings.MaxFrames == 0 || frames < node.Settings.MaxFrames;
        }

        private bool IsTimeToSleep()
        {
            if (!node.Sleep.IsOn || !IsFrameWanted())
            {
                return false;
            }

            long late = node.Now - node.Sleep.Deadline;
            if (late < 0)
            {
                return pace.IsIdle && !node.Sleep.WantsBroker && !node.Pins.IsAnyOn && !IsBrokerBusy;
            }

            // A pulse ends before the sleep; one that cannot be ended must not keep the node awake.
            return !pace.IsImageOwed && (!node.Pins.IsAnyOn || late >= node.Pins.LongestPulse);
        }

        /// <summary>Waits for the next frame's time, or less long if something happens.</summary>
        /// <returns>Whether it is time.</returns>
        private bool WaitForFrame()
        {
            long next = pace.Next();
            if (node.Now >= next || (node.Snapshots.IsDue && !pace.IsRetrying))
            {
                return true;
            }

            long other = broker.NextEvent();
            long asked = node.Snapshots.NextEvent;
            asked = asked < pace.RetryAt ? pace.RetryAt : asked;
            other = asked < other ? asked : other;
            next = other < next ? other : next;
            if (node.Sleep.IsOn)
            {
                long end = node.Pins.IsAnyOn ? node.Now + PulseMilliseconds : node.Sleep.Deadline;
                next = end < next ? end : next;
            }

            node.Stop.WaitOnce(next);
            return false;
        }

        /// <summary>Takes a frame and classifies it.</summary>
        /// <returns>Whether there may be another one.</returns>
        private bool Classify()
        {
            Frame? frame;
            long start;
            string utc;
            try
            {
                if (node.Pins.LightUp())
                {
                    node.Parts.Camera.Refresh();
                }

                start = node.Now;
                pace.Take(start);
                utc = UtcText.Of(node.Parts.Clock.UtcNow);
                frame = node.Parts.Camera.Capture();
            }
            catch (CameraException e)
            {
                Fail(e.Message);
                return true;
            }
            finally
            {
                node.Pins.LightDown();
            }

            if (frame == null)
            {
                return false;
            }

            HeldFrame held = new HeldFrame(node.Parts.Camera, frame);
            try
            {
                Look(held, start, utc);
            }
            finally
            {
                held.Release();
            }

            return true;
        }

        /// <summary>Runs the network on a frame, unless nothing moves in it.</summary>
        private void Look(HeldFrame held, long start, string utc)
        {
            if (node.Camera.Recover())
            {
                TellOfCamera();
            }

            RegionWatch watch = node.Views.Next(held.Frame);
            bool isAskedFor = pace.IsInSeries || node.Snapshots.IsDue;
            bool isWorthARun = node.Motion.Lets(network, held.Frame, watch, start, isAskedFor);
            if (node.Motion.TakeNews())
            {
                broker.PublishStatus();
            }

            if (!isWorthARun)
            {
                return;
            }

            FrameClassification? classification =
                runner.Run(held, watch, node.Report.Sequence + 1, node.Snapshots.MayBeWanted);
            if (classification != null)
            {
                watch.TakenAt = start;
                classification.CapturedAt = start;
                classification.CapturedUtc = utc;
                Take(classification, watch, held);
            }
        }

        private void Take(FrameClassification classification, RegionWatch watch, HeldFrame held)
        {
            node.Report.Frames++;
            node.Report.Sequence++;
            PublishVerdict verdict = watch.Policy.Judge(
                classification.CapturedAt, classification.Index, classification.Probability);
            pace.Look(node.Views.AreSettled(pace.SeriesStart));
            FrameClassification told =
                verdict == PublishVerdict.PublishNothing ? classification.WithoutClass() : classification;
            watch.Last = told;
            if (verdict != PublishVerdict.Keep)
            {
                Switch(told);
                node.Outbox.Add(told);
                node.Home.Show(told);
                broker.Tend();
            }

            // A request that came during the run has not kept this frame: it gets the next.
            if (!held.IsReleased)
            {
                node.Snapshots.Offer(held.Frame, told, verdict != PublishVerdict.Keep, network.Header);
            }

            node.Light.ShowFrame(node.State);
            node.Parts.Observer.Classified(classification, verdict != PublishVerdict.Keep);
        }

        /// <summary>Switches a class's outputs; one that fails is told, and costs itself only.</summary>
        private void Switch(FrameClassification told)
        {
            node.Pins.Show(told);
            string problem = node.Pins.Problem;
            if (problem != node.Report.PinsProblem)
            {
                node.Report.PinsProblem = problem;
                node.Parts.Observer.Warned(problem);
                broker.PublishStatus();
            }
        }

        private void Fail(string reason)
        {
            bool isNews = node.Camera.Fail(reason);
            int wait = node.Camera.Wait;
            node.Parts.Observer.Warned($"No frame: {reason} Next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
            pace.Delay(wait);
            if (isNews)
            {
                TellOfCamera();
            }
        }

        private void TellOfCamera()
        {
            broker.PublishStatus();
            node.Light.Show(node.State);
        }
    }
}
