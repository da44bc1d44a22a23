// nanoFramework.System.Device.Wifi 1.5.149: public and protected members of System.Device.Wifi.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.5.149.0")]

namespace System.Device.Wifi
{
    public delegate void AvailableNetworksChangedEventHandler(global::System.Device.Wifi.WifiAdapter sender, object e);

    public sealed class WifiAdapter : global::System.IDisposable
    {
        internal WifiAdapter() => throw null;
        public int NetworkInterface { get => throw null; }
        public global::System.Device.Wifi.WifiNetworkReport NetworkReport { get => throw null; }
        public event global::System.Device.Wifi.AvailableNetworksChangedEventHandler AvailableNetworksChanged { add => throw null; remove => throw null; }
        public global::System.Device.Wifi.WifiConnectionResult Connect(global::System.Device.Wifi.WifiAvailableNetwork availableNetwork, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind, string passwordCredential) => throw null;
        public global::System.Device.Wifi.WifiConnectionResult Connect(string ssid, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind, string passwordCredential) => throw null;
        public void Disconnect() => throw null;
        public static global::System.Device.Wifi.WifiAdapter[] FindAllAdapters() => throw null;
        public void SetDeviceName(string deviceName) => throw null;
        public void ScanAsync() => throw null;
        public void Dispose() => throw null;
    }

    public class WifiAvailableNetwork
    {
        public string Bsid { get => throw null; }
        public string Ssid { get => throw null; }
        public global::System.Device.Wifi.WifiNetworkKind NetworkKind { get => throw null; }
        public double NetworkRssiInDecibelMilliwatts { get => throw null; }
        public byte SignalBars { get => throw null; }
        public WifiAvailableNetwork() => throw null;
    }

    public class WifiConnectionResult
    {
        internal WifiConnectionResult() => throw null;
        public global::System.Device.Wifi.WifiConnectionStatus ConnectionStatus { get => throw null; }
    }

    public enum WifiConnectionStatus
    {
        AccessRevoked = 0,
        InvalidCredential = 1,
        NetworkNotAvailable = 2,
        Success = 3,
        Timeout = 4,
        UnspecifiedFailure = 5,
        UnsupportedAuthenticationProtocol = 6,
    }

    public enum WifiNetworkKind
    {
        Adhoc = 0,
        Any = 1,
        Infrastructure = 2,
    }

    public class WifiNetworkReport
    {
        internal WifiNetworkReport() => throw null;
        public global::System.Device.Wifi.WifiAvailableNetwork[] AvailableNetworks { get => throw null; }
    }

    public enum WifiReconnectionKind
    {
        Automatic = 0,
        Manual = 1,
    }
}

namespace nanoFramework.Networking
{
    public static class WifiNetworkHelper
    {
        public static global::System.Threading.ManualResetEvent NetworkReady { get => throw null; }
        public static global::nanoFramework.Networking.NetworkHelperStatus Status { get => throw null; }
        public static global::System.Exception HelperException { get => throw null; }
        public static global::System.Device.Wifi.WifiAdapter WifiAdapter { get => throw null; }
        public static void SetupNetworkHelper(bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(global::nanoFramework.Networking.IPConfiguration ipConfiguration, bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(string ssid, string password, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind = (global::System.Device.Wifi.WifiReconnectionKind)(0), bool requiresDateTime = false) => throw null;
        public static void Disconnect() => throw null;
        public static bool ConnectDhcp(string ssid, string password, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind = (global::System.Device.Wifi.WifiReconnectionKind)(0), bool requiresDateTime = false, int wifiAdapterId = 0, global::System.Threading.CancellationToken token = default) => throw null;
        public static bool ConnectFixAddress(string ssid, string password, global::nanoFramework.Networking.IPConfiguration ipConfiguration, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind = (global::System.Device.Wifi.WifiReconnectionKind)(0), bool requiresDateTime = false, int WifiAdapter = 0, global::System.Threading.CancellationToken token = default) => throw null;
        public static bool ScanAndConnectDhcp(string ssid, string password, global::System.Device.Wifi.WifiReconnectionKind reconnectionKind = (global::System.Device.Wifi.WifiReconnectionKind)(0), bool requiresDateTime = false, int WifiAdapter = 0, global::System.Threading.CancellationToken token = default) => throw null;
        public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, global::System.Threading.CancellationToken token = default) => throw null;
        public static void Reset() => throw null;
    }
}
