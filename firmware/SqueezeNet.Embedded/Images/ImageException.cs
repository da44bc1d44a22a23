using System;

namespace SqueezeNet.Embedded
{
    /// <summary>A frame that cannot be read. The message says what is wrong and what to do.</summary>
    public sealed class ImageException : Exception
    {
        /// <summary>Makes an exception.</summary>
        /// <param name="message">What is wrong, with the remedy.</param>
        public ImageException(string message)
            : base(message)
        {
        }

        /// <summary>Always <see cref="ErrorCode.Image"/>.</summary>
        public ErrorCode Code
        {
            get { return ErrorCode.Image; }
        }
    }
}
