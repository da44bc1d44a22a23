namespace CameraNode
{
    /// <summary>What a node is doing.</summary>
    public enum NodeState
    {
        /// <summary>Not started.</summary>
        Idle = 0,

        /// <summary>Joining the network.</summary>
        JoiningNetwork = 1,

        /// <summary>Opening and testing the model.</summary>
        LoadingModel = 2,

        /// <summary>Connecting to the broker for the first time; no frames are taken.</summary>
        Connecting = 3,

        /// <summary>Taking frames and publishing labels.</summary>
        Running = 4,

        /// <summary>Taking frames, and connecting to the broker again.</summary>
        Reconnecting = 5,

        /// <summary>Saying goodbye.</summary>
        Stopping = 6,

        /// <summary>Finished.</summary>
        Stopped = 7,
    }
}
