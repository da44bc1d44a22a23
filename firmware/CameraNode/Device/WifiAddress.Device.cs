using System.Net.NetworkInformation;

namespace CameraNode
{
    /// <summary>Asks nanoFramework for the Wi-Fi's address.</summary>
    internal static class WifiAddress
    {
        /// <summary>The IPv4 address, empty while there is none.</summary>
        public static string Read()
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                string address = all[i].IPv4Address;
                if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211 && address != "0.0.0.0")
                {
                    return address;
                }
            }

            return string.Empty;
        }
    }
}
