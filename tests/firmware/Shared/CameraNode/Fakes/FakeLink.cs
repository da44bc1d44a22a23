using System;

namespace CameraNode.Tests
{
    /// <summary>A network that can be joined after some failures, and lost.</summary>
    internal sealed class FakeLink : INetworkLink
    {
        public int Failures { get; set; }

        public int Attempts { get; private set; }

        /// <summary>Is called at each attempt.</summary>
        public Action? Tried { get; set; }

        public bool IsUp { get; set; } = true;

        public string Address
        {
            get { return IsUp ? "192.0.2.7" : string.Empty; }
        }

        public bool Connect()
        {
            Attempts++;
            Tried?.Invoke();
            return Failures-- <= 0;
        }
    }
}
