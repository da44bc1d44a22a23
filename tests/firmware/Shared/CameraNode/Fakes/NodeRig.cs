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

        public FakeLink Link { get; } = new FakeLink();

        public FakeModelSource Model { get; } = new FakeModelSource();

        /// <summary>Makes snapshots, null for none.</summary>
        public ISnapshotEncoder? Encoder { get; set; }

        public SilentObserver Observer { get; } = new SilentObserver();

        public FakeFiles Files { get; } = new FakeFiles();

        /// <summary>Where settings from the broker go.</summary>
        public SettingsStore Store
        {
            get { return new SettingsStore(Files, Standard); }
        }

        private static NodeSettings Standard()
        {
            return new NodeSettings { ClientId = "door", RemoteSettings = true };
        }

        public Node Run()
        {
            NodeParts parts = new NodeParts(Link, Model, Camera, Messages)
            {
                Clock = Clock,
                Observer = Observer,
                Encoder = Encoder,
                Store = Store,
                Led = new StatusLed(new FakeLight()),
            };
            Node node = new Node(Settings, parts);
            node.Run();
            return node;
        }
    }
}
