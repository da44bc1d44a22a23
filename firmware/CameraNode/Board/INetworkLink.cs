namespace CameraNode
{
    /// <summary>What leads to the broker.</summary>
    public interface INetworkLink
    {
        /// <summary>Whether there is an address now.</summary>
        bool IsUp { get; }

        /// <summary>The address, empty if there is none or it is not known.</summary>
        string Address { get; }

        /// <summary>Joins the network, or waits for that. Comes back after some seconds at most.</summary>
        /// <returns>Whether there is an address.</returns>
        bool Connect();
    }
}
