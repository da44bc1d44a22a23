namespace CameraNode
{
    /// <summary>Which classifications are published.</summary>
    public enum PublishRule
    {
        /// <summary>Every recognised one.</summary>
        EveryFrame = 0,

        /// <summary>The first one of every new stable class.</summary>
        OnChange = 1,

        /// <summary>As OnChange, and the stable class again from time to time.</summary>
        OnChangeAndInterval = 2,
    }
}
