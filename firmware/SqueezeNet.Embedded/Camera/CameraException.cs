using System;

namespace SqueezeNet.Embedded
{
    /// <summary>A camera that does not start or gives no frame. The message says what to do.</summary>
    public sealed class CameraException : Exception
    {
        /// <summary>Makes an exception.</summary>
        /// <param name="code">Camera, NoFrame, Busy, Closed, Memory or Unsupported.</param>
        /// <param name="message">The same as a sentence, with the remedy.</param>
        public CameraException(ErrorCode code, string message)
            : base(message)
        {
            Code = code;
        }

        /// <summary>What went wrong.</summary>
        public ErrorCode Code { get; }
    }
}
