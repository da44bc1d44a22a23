namespace CameraNode
{
    /// <summary>What the lamp shows, as milliseconds on, off, on, off ...</summary>
    public static class LedPatterns
    {
        /// <summary>Dark.</summary>
        public static readonly LedPattern Off = new LedPattern(new int[0]);

        /// <summary>Starting, the model included: a slow blink.</summary>
        public static readonly LedPattern Booting = new LedPattern(new int[] { 1000, 1000 });

        /// <summary>Joining the Wi-Fi: a fast blink.</summary>
        public static readonly LedPattern Joining = new LedPattern(new int[] { 200, 200 });

        /// <summary>Connecting to the broker for the first time: two flashes.</summary>
        public static readonly LedPattern Connecting = new LedPattern(new int[] { 100, 150, 100, 850 });

        /// <summary>Running: dark but for a flash with every frame.</summary>
        public static readonly LedPattern Running = Off;

        /// <summary>Running without a broker: lit but for a short gap.</summary>
        public static readonly LedPattern Offline = new LedPattern(new int[] { 900, 100 });

        /// <summary>The camera yields no frame: three flashes.</summary>
        public static readonly LedPattern CameraFailed = new LedPattern(new int[] { 150, 150, 150, 150, 150, 1050 });

        /// <summary>The model cannot be used: SOS.</summary>
        public static readonly LedPattern ModelFailed = new LedPattern(new int[]
        {
            150, 150, 150, 150, 150, 450,
            450, 150, 450, 150, 450, 450,
            150, 150, 150, 150, 150, 1050,
        });

        /// <summary>The pattern of a state.</summary>
        public static LedPattern Of(NodeState state)
        {
            switch (state)
            {
                case NodeState.JoiningNetwork:
                    return Joining;
                case NodeState.LoadingModel:
                    return Booting;
                case NodeState.Connecting:
                    return Connecting;
                case NodeState.Running:
                    return Running;
                case NodeState.Reconnecting:
                    return Offline;
                default:
                    return Off;
            }
        }
    }
}
