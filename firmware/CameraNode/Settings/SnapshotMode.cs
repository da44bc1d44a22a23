namespace CameraNode
{
    /// <summary>Whom a node shows what it sees.</summary>
    public enum SnapshotMode
    {
        /// <summary>Nobody who asks.</summary>
        Off = 0,

        /// <summary>Whoever may publish on the node's topic snapshot/get, and all who read along.</summary>
        OnRequest = 1,
    }
}
