namespace CameraNode
{
    /// <summary>What leads to the broker.</summary>
    public interface INetworkLink
    {
        /// <summary>Joins the network.</summary>
        /// <returns>Whether there is an address.</returns>
        bool Connect();
    }
}
