using System;

namespace CameraNode
{
    /// <summary>A camera that gave no picture; the node tries again.</summary>
    public class CameraException : Exception
    {
        /// <summary>Makes an exception.</summary>
        public CameraException(string message)
            : base(message)
        {
        }
    }
}
