using System;

namespace CameraNode
{
    /// <summary>A broker that cannot be reached, refuses, or has gone away.</summary>
    public class MessageException : Exception
    {
        /// <summary>Makes an exception.</summary>
        public MessageException(string message)
            : base(message)
        {
        }

        /// <summary>Whether the broker is there, and says no.</summary>
        public bool IsRefusal { get; set; }

        /// <summary>Whether somebody listens at the broker's port.</summary>
        public bool IsThere { get; set; }
    }
}
