namespace CameraNode
{
    /// <summary>
    /// What a node is given, and what it makes of it for all that it does: state, waits, broker, status, light.
    /// </summary>
    internal sealed class NodeContext
    {
        private readonly object gate = new object();
        private NodeState state;

        /// <summary>Makes what a node needs; nothing runs yet.</summary>
        public NodeContext(NodeSettings settings, NodeParts parts)
        {
            Settings = settings;
            Parts = parts;
            Stop = new StopSignal(parts.Clock);
            Session = new BrokerSession(settings, parts.Messages, parts.Link, parts.Clock, parts.Observer);
            Outbox = new Outbox(settings, parts.Messages, parts.Clock, Session);
            Camera = new CameraHealth(parts.Camera, new Backoff(settings.ClientId));
            Motion = new MotionGate(settings);
            Views = new NodeViews(settings);
            SnapshotMaker? maker = parts.Encoder == null
                ? null : new SnapshotMaker(parts.Encoder, settings, parts.Memory);
            Snapshots = new SnapshotDesk(settings, maker, Session, parts.Clock, parts.Observer, Views);
            Report = new StatusReport(parts, Session, Outbox, Camera) { Motion = Motion, Snapshots = Snapshots };
            if (settings.RemoteSettings && parts.Store != null)
            {
                Report.Controls = settings;
            }

            Home = new HomeDesk(
                settings, parts.Messages, parts.Clock, Session, new HomeRecord(parts.Store?.Files));
            Light = new NodeLight(parts, Report, Camera, Session);
            Pins = new NodePins(parts.Pins, settings, parts.Clock, Stop);
            Joiner = new LinkJoiner(settings, parts, Stop);
            Sleep = new NodeSleep(this);
            Sleep.Restore();
        }

        public NodeSettings Settings { get; }

        public NodeParts Parts { get; }

        /// <summary>The node's waits.</summary>
        public StopSignal Stop { get; }

        public BrokerSession Session { get; }

        public Outbox Outbox { get; }

        /// <summary>Who takes what comes from the broker.</summary>
        public TopicTable Topics { get; } = new TopicTable();

        /// <summary>What Home Assistant is told.</summary>
        public HomeDesk Home { get; }

        public CameraHealth Camera { get; }

        public StatusReport Report { get; }

        public NodeLight Light { get; }

        public MotionGate Motion { get; }

        /// <summary>What is looked at of frames.</summary>
        public NodeViews Views { get; }

        public SnapshotDesk Snapshots { get; }

        public NodePins Pins { get; }

        public LinkJoiner Joiner { get; }

        public NodeSleep Sleep { get; }

        /// <summary>What the node is doing; may be asked on any thread.</summary>
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

        /// <summary>Milliseconds since the start.</summary>
        public long Now
        {
            get { return Parts.Clock.Milliseconds; }
        }

        /// <summary>Changes the state, and shows and tells that.</summary>
        public void Enter(NodeState next)
        {
            lock (gate)
            {
                state = next;
            }

            Light.Show(next);
            Parts.Observer.StateChanged(next);
        }
    }
}
