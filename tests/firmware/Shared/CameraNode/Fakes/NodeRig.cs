namespace CameraNode.Tests
{
    /// <summary>
    /// A node and everything around it. Tests make their own: a device's test launcher runs no constructor of theirs.
    /// </summary>
    internal sealed class NodeRig
    {
        public NodeRig(int frames)
        {
            Clock = new FakeClock();
            Messages = new FakeMessages(Clock);
            Camera = new FakeStillCamera(frames);
            Pins = new FakePins(Clock);
        }

        public NodeSettings Settings { get; } = new NodeSettings
        {
            ClientId = "door",
            IntervalMilliseconds = 100,
            StatusMilliseconds = 0,
        };

        public FakeClock Clock { get; }

        public FakeMessages Messages { get; }

        public FakeStillCamera Camera { get; }

        /// <summary>Takes the place of the camera.</summary>
        public ICamera? Scene { get; set; }

        public FakePins Pins { get; }

        /// <summary>The pins that settings name; made with the first node.</summary>
        public PinBoard? Board { get; private set; }

        public SilentObserver Observer { get; } = new SilentObserver();

        public WakeReason Wake { get; set; }

        /// <summary>The last node, also of a run that threw.</summary>
        public Node? Last { get; private set; }

        public FakeLink Link { get; } = new FakeLink();

        public FakeModelSource Model { get; } = new FakeModelSource();

        public FakeFiles Files { get; set; } = new FakeFiles();

        /// <summary>Makes snapshots, null for none.</summary>
        public ISnapshotEncoder? Encoder { get; set; }

        /// <summary>Where settings from the broker go.</summary>
        public SettingsStore Store
        {
            get { return new SettingsStore(Files, Standard); }
        }

        /// <summary>Whether remoteSettings is on where the store says nothing.</summary>
        public bool IsRemoteByDefault { get; set; } = true;

        private NodeSettings Standard()
        {
            return new NodeSettings { ClientId = "door", RemoteSettings = IsRemoteByDefault };
        }

        public Node Run()
        {
            if (Board == null)
            {
                Board = new PinBoard(Settings, Pins, Clock);
            }

            SleepFile file = new SleepFile(Files);
            NodeParts parts = new NodeParts(Link, Model, Scene ?? Camera, Messages)
            {
                Clock = Clock,
                Observer = Observer,
                Pins = Board,
                Wake = Wake,
                SleepFile = file,
                Remembered = Settings.SleepSeconds > 0 ? file.Load() : null,
                Background = work => work(),
                Encoder = Encoder,
                Store = Store,
                Led = new StatusLed(new FakeLight()),
            };
            Last = new Node(Settings, parts);
            Last.Run();
            return Last;
        }

        /// <summary>Runs a node, and sleeps as it wants to.</summary>
        public Node RunAndSleep()
        {
            Node node = Run();
            Clock.Advance(node.SleepMilliseconds);
            Wake = WakeReason.Timer;
            return node;
        }
    }
}
