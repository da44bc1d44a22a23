using System;
using System.Threading;

namespace CameraNode
{
    /// <summary>Time, so that tests need not wait for it.</summary>
    public interface IClock
    {
        /// <summary>Milliseconds since the start; never goes back.</summary>
        long Milliseconds { get; }

        /// <summary>The date and time, right or wrong.</summary>
        DateTime UtcNow { get; }

        /// <summary>Waits.</summary>
        /// <param name="milliseconds">How long at most.</param>
        /// <param name="wake">Ends the wait when set.</param>
        void Wait(int milliseconds, AutoResetEvent wake);
    }
}
