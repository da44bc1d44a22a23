namespace CameraNode
{
    /// <summary>What becomes of a classification.</summary>
    public enum PublishVerdict
    {
        /// <summary>It is not published.</summary>
        Keep = 0,

        /// <summary>It is published.</summary>
        Publish = 1,

        /// <summary>It is published that nothing is recognised.</summary>
        PublishNothing = 2,
    }
}
