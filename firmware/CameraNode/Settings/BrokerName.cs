namespace CameraNode
{
    /// <summary>Tells a broker's name from the addresses that other programs take.</summary>
    internal static class BrokerName
    {
        /// <summary>What is wrong with a name, and what to give instead; empty if nothing is.</summary>
        /// <param name="setting">Its name as a setting.</param>
        /// <param name="text">The name.</param>
        public static string Fault(string setting, string text)
        {
            int scheme = text.IndexOf("://");
            string protocol = scheme < 0 ? string.Empty : text.Substring(0, scheme).ToLower();
            string rest = scheme < 0 ? text : text.Substring(scheme + 3);
            int path = rest.IndexOf('/');
            string host = path < 0 ? rest : rest.Substring(0, path);
            int colon = PortAt(host);
            if (scheme < 0 && path < 0 && colon < 0)
            {
                return string.Empty;
            }

            if (protocol == "ws" || protocol == "wss" || protocol == "http" || protocol == "https")
            {
                return $"{setting} is {text}, but the node speaks MQTT over TCP, not over WebSockets; give the "
                    + "broker's name or address alone, and its port for MQTT as brokerPort.";
            }

            return $"{setting} is {text}; give the broker's name or address alone"
                + (colon < 0 ? Name(host) : Name(host.Substring(0, colon)) + Port(host.Substring(colon + 1)))
                + Tls(protocol);
        }

        private static string Name(string host)
        {
            return host.Length == 0 ? string.Empty : $", {host}";
        }

        private static string Port(string port)
        {
            return $", and the port as brokerPort, {port}";
        }

        private static string Tls(string protocol)
        {
            return protocol == "mqtts" || protocol == "ssl" || protocol == "tls" ? ", with tls set to tls12." : ".";
        }

        /// <summary>Where a port begins; an address of IPv6 has more colons than one, or brackets.</summary>
        private static int PortAt(string host)
        {
            int colon = host.LastIndexOf(':');
            bool isPort = colon >= 0 && (host.IndexOf(':') == colon || (colon > 0 && host[colon - 1] == ']'));
            return isPort ? colon : -1;
        }
    }
}
