namespace CameraNode
{
    /// <summary>The node was told to give up, and the broker has not been reached in that time.</summary>
    public sealed class OfflineException : MessageException
    {
        /// <summary>Makes an exception.</summary>
        public OfflineException(string message)
            : base(message)
        {
        }
    }
}
