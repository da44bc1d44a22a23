namespace CameraNode
{
    /// <summary>Tells brokers' names from the addresses that other programs take.</summary>
    internal static class BrokerName
    {
        /// <summary>What is wrong with names, and what to give instead; empty if nothing is.</summary>
        /// <param name="setting">Their name as a setting.</param>
        /// <param name="text">One or more of HOST and HOST:PORT, with commas between them.</param>
        public static string Fault(string setting, string text)
        {
            string[] parts = text.Split(',');
            for (int i = 0; i < parts.Length; i++)
            {
                string part = parts[i].Trim(' ');
                string fault = part.Length == 0
                    ? $"{setting} has a comma without a name; give HOST or HOST:PORT, with commas between them."
                    : PartFault(setting, part);
                if (fault.Length > 0)
                {
                    return fault;
                }
            }

            return string.Empty;
        }

        private static string PartFault(string setting, string text)
        {
            int scheme = text.IndexOf("://");
            string protocol = scheme < 0 ? string.Empty : text.Substring(0, scheme).ToLower();
            string rest = scheme < 0 ? text : text.Substring(scheme + 3);
            int path = rest.IndexOf('/');
            string host = path < 0 ? rest : rest.Substring(0, path);
            if (protocol == "ws" || protocol == "wss" || protocol == "http" || protocol == "https")
            {
                return $"{setting} is {text}, but the node speaks MQTT over TCP, not over WebSockets; give the "
                    + "broker's name or address alone, and its port for MQTT as brokerPort.";
            }

            if (scheme >= 0 || path >= 0)
            {
                return $"{setting} is {text}; give the broker's name or address alone"
                    + (host.Length == 0 ? string.Empty : $", {host}") + Tls(protocol);
            }

            int colon = BrokerAddress.PortAt(text);
            return colon == 0 || (colon > 0 && BrokerAddress.PortOf(text.Substring(colon + 1)) < 0)
                ? $"{setting} is {text}; give HOST or HOST:PORT, with a port of 1..65535." : string.Empty;
        }

        private static string Tls(string protocol)
        {
            return protocol == "mqtts" || protocol == "ssl" || protocol == "tls" ? ", with tls set to tls12." : ".";
        }
    }
}
