using nanoFramework.Networking;

namespace CameraNode
{
    /// <summary>Wi-Fi; a lost access point is rejoined by the firmware itself.</summary>
    public sealed class WifiLink : INetworkLink
    {
        private readonly string name;
        private readonly string password;

        /// <summary>Makes a link.</summary>
        /// <param name="name">The access point's name (SSID).</param>
        /// <param name="password">Its password.</param>
        public WifiLink(string name, string password)
        {
            this.name = name;
            this.password = password;
        }

        /// <inheritdoc/>
        public bool Connect()
        {
            return WifiNetworkHelper.ConnectDhcp(name, password);
        }
    }
}
