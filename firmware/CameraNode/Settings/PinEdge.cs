namespace CameraNode
{
    /// <summary>Which change of a level counts.</summary>
    public enum PinEdge
    {
        /// <summary>From low to high.</summary>
        Rising = 0,

        /// <summary>From high to low.</summary>
        Falling = 1,

        /// <summary>Each of them.</summary>
        Both = 2,
    }
}
