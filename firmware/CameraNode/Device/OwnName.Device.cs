using System.Net.NetworkInformation;

namespace CameraNode
{
    /// <summary>Names a device after its Wi-Fi's address.</summary>
    internal static class OwnName
    {
        private const int Bytes = 3;
        private const string Digits = "0123456789abcdef";

        /// <summary>A client id that no other device has: camera- and three bytes of the MAC address.</summary>
        public static string Make()
        {
            NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
            for (int i = 0; i < all.Length; i++)
            {
                byte[] address = all[i].PhysicalAddress;
                if (all[i].NetworkInterfaceType == NetworkInterfaceType.Wireless80211 && address.Length >= Bytes)
                {
                    return "camera-" + End(address);
                }
            }

            return "camera";
        }

        private static string End(byte[] address)
        {
            string end = string.Empty;
            for (int i = address.Length - Bytes; i < address.Length; i++)
            {
                end += Digits[address[i] >> 4].ToString() + Digits[address[i] & 15].ToString();
            }

            return end;
        }
    }
}
