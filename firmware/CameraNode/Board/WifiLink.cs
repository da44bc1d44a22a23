using System.Device.Wifi;
using System.Threading;
using nanoFramework.Networking;

namespace CameraNode
{
    /// <summary>Wi-Fi. Once it was told to, the firmware itself joins a lost access point again.</summary>
    public sealed class WifiLink : INetworkLink
    {
        private const int JoinMilliseconds = 15000;

        private readonly string name;
        private readonly string password;
        private readonly bool needsTime;
        private bool told;

        /// <summary>Makes a link.</summary>
        /// <param name="settings">
        /// Name and password; no name means those in the device's own configuration. TLS means that a date is needed.
        /// </param>
        public WifiLink(NodeSettings settings)
        {
            name = settings.WifiName;
            password = settings.WifiPassword;
            needsTime = settings.Tls != TlsMode.None;
        }

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return Address.Length > 0; }
        }

        /// <inheritdoc/>
        public string Address
        {
            get { return WifiAddress.Read(); }
        }

        /// <inheritdoc/>
        public bool Connect()
        {
            // Without a limit the helper waits for ever, also for a network that is not there.
            using CancellationTokenSource limit = new CancellationTokenSource(JoinMilliseconds);
            if (told || name.Length == 0)
            {
                return WifiNetworkHelper.Reconnect(needsTime, 0, limit.Token);
            }

            // Only once: it writes the credentials to flash every time.
            told = true;
            return WifiNetworkHelper.ConnectDhcp(
                name, password, WifiReconnectionKind.Automatic, needsTime, 0, limit.Token);
        }
    }
}
