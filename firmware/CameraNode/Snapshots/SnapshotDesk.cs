using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// Publishes what the camera sees: a description on snapshot/meta, and behind it the JPEG on snapshot. Both belong
    /// to one frame, the one that was classified last. Nothing waits for a connection, but the last JPEG of a node that
    /// has just woken, for the first one of this wake. The MQTT library keeps a message until it is sent, and tells of
    /// confirmed ones only: so the JPEG is confirmed, and the next one waits.
    /// </summary>
    internal sealed class SnapshotDesk : TopicHandler
    {
        /// <summary>In this time a request comes back that was taken away.</summary>
        private const int EchoMilliseconds = 5000;

        private readonly NodeSettings settings;
        private readonly BrokerSession session;
        private readonly IClock clock;
        private readonly INodeObserver observer;
        private readonly NodeViews views;
        private readonly SnapshotMaker? maker;
        private bool isRequested;
        private bool isRequestRetained;
        private long echoUntil;
        private Snapshot? kept;
        private long next;
        private int number;

        /// <summary>Opens a desk.</summary>
        /// <param name="settings">Whether, when and how.</param>
        /// <param name="maker">Makes the JPEGs; null if nothing does.</param>
        /// <param name="session">Where they go.</param>
        /// <param name="clock">The node's.</param>
        /// <param name="observer">Is told of what fails.</param>
        /// <param name="views">The regions that are looked at.</param>
        public SnapshotDesk(
            NodeSettings settings, SnapshotMaker? maker, BrokerSession session, IClock clock, INodeObserver observer,
            NodeViews views)
        {
            this.settings = settings;
            this.session = session;
            this.clock = clock;
            this.observer = observer;
            this.maker = maker;
            this.views = views;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return NodeMessages.Topic(settings, "snapshot/get"); }
        }

        /// <summary>A node that shows nothing does not listen.</summary>
        public override bool IsListening
        {
            get { return IsOn; }
        }

        /// <summary>Whether the node may publish snapshots.</summary>
        public bool IsOn
        {
            get { return settings.Snapshots != SnapshotMode.Off || settings.SnapshotOnChange; }
        }

        /// <summary>Snapshots that were handed to the broker.</summary>
        public int Sent { get; private set; }

        /// <summary>Snapshots that could not be made.</summary>
        public int Failures { get; private set; }

        /// <summary>Whether a request is to be answered with the next frame.</summary>
        public bool IsDue
        {
            get { return isRequested && MaySend; }
        }

        /// <summary>Whether a request waits that this connection can answer, so that no sleep may begin.</summary>
        public bool IsAwaited
        {
            get { return isRequested && session.IsConnected; }
        }

        /// <summary>When a request that waits becomes due; never, if none does.</summary>
        public long NextEvent
        {
            get { return isRequested && session.IsConnected && IsConfirmed ? next : long.MaxValue; }
        }

        /// <summary>Whether the frame that is being looked at may be wanted after the run.</summary>
        public bool MayBeWanted
        {
            get { return maker != null && (Keeps || (MaySend && (isRequested || settings.SnapshotOnChange))); }
        }

        /// <summary>Whether a JPEG is kept for the first connection of this wake.</summary>
        private bool Keeps
        {
            get { return settings.SnapshotOnChange && settings.SleepSeconds > 0 && session.Connections == 0; }
        }

        private bool MaySend
        {
            get { return session.IsConnected && clock.Milliseconds >= next && IsConfirmed; }
        }

        /// <summary>Whether the last JPEG is out of memory; one of an earlier connection is.</summary>
        private bool IsConfirmed
        {
            get { return number == 0 || session.IsConfirmed(number); }
        }

        /// <summary>The broker is reached: the JPEG that was kept goes there.</summary>
        public void Connected()
        {
            echoUntil = 0;
            Snapshot? waiting = kept;
            kept = null;
            if (waiting != null)
            {
                PlanNext();
                Send(waiting);
            }
        }

        /// <summary>
        /// Takes a request. One that the broker keeps for a node that sleeps is taken away when it is answered, and
        /// comes back empty from that.
        /// </summary>
        public override void Take(ReceivedMessage message)
        {
            if (message.Text.Length == 0 && !message.IsRetained && clock.Milliseconds < echoUntil)
            {
                echoUntil = 0;
                return;
            }

            isRequestRetained = isRequestRetained || message.IsRetained;
            Take(message.Text);
        }

        /// <summary>Takes a request, whatever it says; those that come together get one answer.</summary>
        public override void Take(string text)
        {
            string refusal = settings.Snapshots == SnapshotMode.Off
                ? "Snapshots are off; set snapshots to on-request in the node's settings."
                : maker == null ? "This firmware has no encoder for snapshots." : string.Empty;
            if (refusal.Length == 0)
            {
                isRequested = true;
            }
            else if (MaySend)
            {
                PlanNext();
                session.Publish("snapshot/meta", SnapshotMessage.Refusal(refusal), 0, false);
            }
        }

        /// <summary>A frame has been classified; it is still the camera's, and goes back after this.</summary>
        /// <param name="frame">The frame.</param>
        /// <param name="classification">What was told of it, or would have been.</param>
        /// <param name="isPublished">Whether it was told.</param>
        /// <param name="header">The model's.</param>
        public void Offer(Frame frame, FrameClassification classification, bool isPublished, BlobHeader header)
        {
            if (maker != null && MaySend && (isRequested || (settings.SnapshotOnChange && isPublished)))
            {
                isRequested = false;
                PlanNext();
                Send(Make(frame, classification, header));
                TakeRequestAway();
            }
            else if (maker != null && Keeps && isPublished)
            {
                kept = Make(frame, classification, header);
            }
        }

        private Snapshot Make(Frame frame, FrameClassification classification, BlobHeader header)
        {
            Snapshot snapshot = maker!.Make(frame, classification);
            snapshot.Regions = SnapshotRegions.Text(views, frame, header);
            return snapshot;
        }

        private void Send(Snapshot snapshot)
        {
            if (snapshot.Problem.Length > 0)
            {
                Failures++;
                observer.Warned($"No snapshot of frame {snapshot.Classification.Sequence}: {snapshot.Problem}");
            }

            bool isTold = session.Publish("snapshot/meta", SnapshotMessage.Text(snapshot), 0, false) > 0;
            if (isTold && snapshot.Jpeg != null)
            {
                number = session.PublishTo(NodeMessages.Topic(settings, "snapshot"), snapshot.Jpeg, 1, false);
                Sent += number > 0 ? 1 : 0;
            }
        }

        /// <summary>A request that the broker keeps would come with each connection.</summary>
        private void TakeRequestAway()
        {
            if (isRequestRetained && session.PublishTo(Topic, new byte[0], 1, true) > 0)
            {
                isRequestRetained = false;
                echoUntil = clock.Milliseconds + EchoMilliseconds;
            }
        }

        private void PlanNext()
        {
            next = clock.Milliseconds + settings.SnapshotMilliseconds;
        }
    }
}
