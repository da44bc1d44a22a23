namespace CameraNode
{
    /// <summary>Which answers are published.</summary>
    public enum PublishRule
    {
        /// <summary>All.</summary>
        EveryFrame = 0,

        /// <summary>Those whose class differs from the last published one.</summary>
        OnChange = 1,
    }
}
