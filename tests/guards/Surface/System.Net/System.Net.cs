// nanoFramework.System.Net 1.11.60: the part of System.Net.dll that this project needs, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.11.60.0")]

namespace System.Net
{
    public class IPAddress
    {
        public static readonly global::System.Net.IPAddress Any;
        public static readonly global::System.Net.IPAddress Loopback;
        public static readonly global::System.Net.IPAddress Broadcast;
        public static readonly global::System.Net.IPAddress None;
        public static readonly global::System.Net.IPAddress IPv6Any;
        public static readonly global::System.Net.IPAddress IPv6Loopback;
        public global::System.Net.Sockets.AddressFamily AddressFamily { get => throw null; }
        public long ScopeId { get => throw null; set => throw null; }
        public bool IsIPv4MappedToIPv6 { get => throw null; }
        public IPAddress(long newAddress) => throw null;
        public IPAddress(byte[] address) => throw null;
        public IPAddress(byte[] address, long scopeid) => throw null;
        public static bool operator ==(global::System.Net.IPAddress a, global::System.Net.IPAddress b) => throw null;
        public static bool operator !=(global::System.Net.IPAddress a, global::System.Net.IPAddress b) => throw null;
        public override bool Equals(object other) => throw null;
        public bool Equals(global::System.Net.IPAddress other) => throw null;
        public byte[] GetAddressBytes() => throw null;
        public static global::System.Net.IPAddress Parse(string ipString) => throw null;
        public override string ToString() => throw null;
        public static global::System.Net.IPAddress GetDefaultLocalAddress() => throw null;
        public override int GetHashCode() => throw null;
        public global::System.Net.IPAddress MapToIPv6() => throw null;
        public global::System.Net.IPAddress MapToIPv4() => throw null;
    }
}

namespace System.Net.NetworkInformation
{
    public enum AddressMode : byte
    {
        Invalid = 0,
        DHCP = 1,
        Static = 2,
        AutoIP = 3,
    }

    public class NetworkInterface
    {
        public bool IsAutomaticDnsEnabled { get => throw null; }
        public string IPv4Address { get => throw null; }
        public string IPv4GatewayAddress { get => throw null; }
        public string IPv4SubnetMask { get => throw null; }
        public bool IsDhcpEnabled { get => throw null; }
        public string[] IPv4DnsAddresses { get => throw null; }
        public byte[] PhysicalAddress { get => throw null; set => throw null; }
        public global::System.Net.NetworkInformation.NetworkInterfaceType NetworkInterfaceType { get => throw null; }
        public uint SpecificConfigId { get => throw null; set => throw null; }
        protected NetworkInterface(int interfaceIndex) => throw null;
        public static bool GetIsNetworkAvailable() => throw null;
        public static global::System.Net.NetworkInformation.NetworkInterface[] GetAllNetworkInterfaces() => throw null;
        public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress) => throw null;
        public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
        public void EnableStaticIP(string ipv4Address, string ipv4subnetMask, string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
        public void EnableDhcp() => throw null;
        public void EnableStaticIPv4Dns(string[] dnsAddresses) => throw null;
        public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw null;
        [global::System.Obsolete("This method will be removed in a future version. Using automatic DNS it's part of DHCP configuration and can't be used as an individual operation.")]
        public void EnableAutomaticDns() => throw null;
        public void ReleaseDhcpLease() => throw null;
        public void RenewDhcpLease() => throw null;
    }

    public enum NetworkInterfaceType
    {
        Unknown = 1,
        Ethernet = 6,
        Wireless80211 = 71,
        WirelessAP = 72,
    }
}

namespace System.Net.Sockets
{
    public enum AddressFamily
    {
        Unknown = -1,
        Unspecified = 0,
        Unix = 1,
        InterNetwork = 2,
        ImpLink = 3,
        Pup = 4,
        Chaos = 5,
        NS = 6,
        Ipx = 6,
        Iso = 7,
        Osi = 7,
        Ecma = 8,
        DataKit = 9,
        Ccitt = 10,
        Sna = 11,
        DecNet = 12,
        DataLink = 13,
        Lat = 14,
        HyperChannel = 15,
        AppleTalk = 16,
        NetBios = 17,
        VoiceView = 18,
        FireFox = 19,
        Banyan = 21,
        Atm = 22,
        InterNetworkV6 = 23,
        Cluster = 24,
        Ieee12844 = 25,
        Irda = 26,
        NetworkDesigners = 28,
        Max = 29,
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    public class X509Certificate
    {
        protected string _issuer;
        protected string _subject;
        protected global::System.DateTime _effectiveDate;
        protected global::System.DateTime _expirationDate;
        protected byte[] _handle;
        protected byte[] _sessionHandle;
        public virtual string Issuer { get => throw null; }
        public virtual string Subject { get => throw null; }
        public X509Certificate() => throw null;
        public X509Certificate(byte[] certificate) => throw null;
        public X509Certificate(string certificate) => throw null;
        public virtual global::System.DateTime GetEffectiveDate() => throw null;
        public virtual global::System.DateTime GetExpirationDate() => throw null;
        public virtual byte[] GetRawCertData() => throw null;
    }

    public class X509Certificate2 : global::System.Security.Cryptography.X509Certificates.X509Certificate
    {
        public bool HasPrivateKey { get => throw null; }
        public byte[] PrivateKey { get => throw null; }
        public byte[] PublicKey { get => throw null; }
        public global::System.DateTime NotAfter { get => throw null; }
        public global::System.DateTime NotBefore { get => throw null; }
        public byte[] RawData { get => throw null; }
        public X509Certificate2() => throw null;
        public X509Certificate2(byte[] rawData) => throw null;
        public X509Certificate2(string certificate) => throw null;
        public X509Certificate2(string rawData, string key, string password) => throw null;
        public X509Certificate2(byte[] rawData, string key, string password) => throw null;
        public X509Certificate2(byte[] rawData, byte[] key, string password) => throw null;
    }
}

namespace nanoFramework.Networking
{
    public class IPConfiguration
    {
        public string IPAddress { get => throw null; set => throw null; }
        public string IPSubnetMask { get => throw null; set => throw null; }
        public string IPGatewayAddress { get => throw null; set => throw null; }
        public string[] IPDns { get => throw null; set => throw null; }
        public IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[] ipv4DnsAddresses = null) => throw null;
    }

    public static class NetworkHelper
    {
        public static global::System.Threading.ManualResetEvent NetworkReady { get => throw null; }
        public static global::nanoFramework.Networking.NetworkHelperStatus Status { get => throw null; }
        public static global::System.Exception HelperException { get => throw null; }
        public static void SetupNetworkHelper(bool requiresDateTime = false) => throw null;
        public static void SetupNetworkHelper(global::nanoFramework.Networking.IPConfiguration ipConfiguration, bool requiresDateTime = false) => throw null;
        public static bool SetupAndConnectNetwork(global::System.Threading.CancellationToken token = default, bool requiresDateTime = false) => throw null;
        public static bool SetupAndConnectNetwork(global::nanoFramework.Networking.IPConfiguration ipConfiguration, global::System.Threading.CancellationToken token = default, bool requiresDateTime = false) => throw null;
        public static void Reset() => throw null;
    }

    public enum NetworkHelperStatus
    {
        None = 0,
        Started = 1,
        NetworkIsReady = 2,
        FailedNoNetworkInterface = 3,
        TokenExpiredWaitingIPAddress = 4,
        TokenExpiredWaitingDateTime = 5,
        ErrorConnetingToWiFiWhileScanning = 6,
        ExceptionOccurred = 7,
        Reconnecting = 8,
    }
}
