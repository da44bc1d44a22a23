using System;

namespace SqueezeNet.Embedded
{
    /// <summary>A model that cannot be opened or run. The message says what is wrong and what to do.</summary>
    public class ModelException : Exception
    {
        /// <summary>Makes an exception.</summary>
        /// <param name="code">What went wrong.</param>
        /// <param name="message">The same as a sentence, with the remedy.</param>
        public ModelException(ErrorCode code, string message)
            : base(message)
        {
            Code = code;
        }

        /// <summary>What went wrong.</summary>
        public ErrorCode Code { get; }
    }
}
