using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Takes frames at their pace, classifies them and hands the classifications to the outbox.</summary>
    internal sealed class FrameLoop
    {
        private readonly NodeContext node;
        private readonly BrokerUpkeep broker;
        private readonly uint crc;
        private readonly FrameRunner runner;
        private readonly PublishPolicy policy;
        private long nextFrame;
        private bool isRetrying;

        public FrameLoop(NodeContext node, BrokerUpkeep broker, Network network)
        {
            this.node = node;
            this.broker = broker;
            crc = network.Crc;
            runner = new FrameRunner(node.Parts.Camera, node.Stop, network);
            policy = new PublishPolicy(node.Settings);
        }

        /// <summary>Works until a stop, the camera's last frame, or the last one that is wanted.</summary>
        public void Run()
        {
            while (!node.Stop.IsSet && IsFrameWanted())
            {
                broker.Tend(crc);
                if (WaitForFrame() && !Classify())
                {
                    break;
                }
            }

            // The last classifications are worth waiting for.
            broker.Tend(crc);
            while (!node.Stop.IsSet && node.Outbox.Waiting > 0)
            {
                node.Stop.WaitOnce(broker.NextEvent());
                broker.Tend(crc);
            }
        }

        private bool IsFrameWanted()
        {
            return node.Settings.MaxFrames == 0 || node.Report.Frames < node.Settings.MaxFrames;
        }

        /// <summary>Waits for the next frame's time, or less long if something happens.</summary>
        /// <returns>Whether it is time.</returns>
        private bool WaitForFrame()
        {
            if (node.Now >= nextFrame || (node.Snapshots.IsDue && !isRetrying))
            {
                return true;
            }

            long other = broker.NextEvent();
            other = node.Snapshots.NextEvent < other && !isRetrying ? node.Snapshots.NextEvent : other;
            node.Stop.WaitOnce(other < nextFrame ? other : nextFrame);
            return false;
        }

        /// <summary>Takes a frame and classifies it.</summary>
        /// <returns>Whether there may be another one.</returns>
        private bool Classify()
        {
            long start = node.Now;
            nextFrame = start + node.Settings.IntervalMilliseconds;
            string utc = UtcText.Of(node.Parts.Clock.UtcNow);
            Frame? frame;
            try
            {
                frame = node.Parts.Camera.Capture();
            }
            catch (CameraException e)
            {
                Fail(e.Message);
                return true;
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
            isRetrying = false;
            if (node.Camera.Recover())
            {
                TellOfCamera();
            }

            if (!node.Motion.Lets(held.Frame, start) && !node.Snapshots.IsDue)
            {
                return;
            }

            FrameClassification? classification =
                runner.Run(held, node.Report.Frames + 1, node.Snapshots.MayBeWanted);
            if (classification != null)
            {
                classification.CapturedAt = start;
                classification.CapturedUtc = utc;
                Take(classification, held);
            }
        }

        private void Take(FrameClassification classification, HeldFrame held)
        {
            node.Report.Frames++;
            PublishVerdict verdict = policy.Judge(
                classification.CapturedAt, classification.Index, classification.Probability);
            FrameClassification told =
                verdict == PublishVerdict.PublishNothing ? classification.WithoutClass() : classification;
            if (verdict != PublishVerdict.Keep)
            {
                node.Pins.Show(told);
                node.Outbox.Add(told);
                broker.Tend(crc);
            }

            // A request that came during the run has not kept this frame: it gets the next.
            if (!held.IsReleased)
            {
                node.Snapshots.Offer(held.Frame, told, verdict != PublishVerdict.Keep);
            }

            node.Light.ShowFrame(node.State);
            node.Parts.Observer.Classified(classification, verdict != PublishVerdict.Keep);
        }

        private void Fail(string reason)
        {
            bool isNews = node.Camera.Fail(reason);
            int wait = node.Camera.Wait;
            node.Parts.Observer.Warned($"No frame: {reason} Next attempt in {JsonText.Decimals(wait / 1000.0, 1)} s.");
            nextFrame = node.Now + wait;
            isRetrying = true;
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
