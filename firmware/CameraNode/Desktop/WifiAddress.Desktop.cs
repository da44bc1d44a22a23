using System.Net.NetworkInformation;

namespace CameraNode
{
    /// <summary>A desktop has its network already, and its class for it differs from the device's.</summary>
    internal static class WifiAddress
    {
        /// <summary>The address of the loop to itself while there is any network, else empty.</summary>
        public static string Read()
        {
            return NetworkInterface.GetIsNetworkAvailable() ? "127.0.0.1" : string.Empty;
        }
    }
}
