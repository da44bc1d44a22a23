namespace CameraNode
{
    /// <summary>One of the places where a broker may be found.</summary>
    public sealed class BrokerAddress
    {
        private const int MostDigits = 5;
        private const int MostPort = 65535;

        private BrokerAddress(string host, int port)
        {
            Host = host;
            Port = port;
        }

        /// <summary>Name or address.</summary>
        public string Host { get; }

        /// <summary>Port.</summary>
        public int Port { get; }

        /// <summary>All places that settings name, in their order.</summary>
        public static BrokerAddress[] All(NodeSettings settings)
        {
            string[] parts = settings.BrokerHost.Split(',');
            BrokerAddress[] all = new BrokerAddress[parts.Length];
            for (int i = 0; i < all.Length; i++)
            {
                all[i] = Of(parts[i].Trim(' '), settings.BrokerPort);
            }

            return all;
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return Host.IndexOf(':') < 0 ? $"{Host}:{Port}" : $"[{Host}]:{Port}";
        }

        /// <summary>Where the colon before a port is; an address of IPv6 has more than one, or brackets.</summary>
        internal static int PortAt(string text)
        {
            int colon = text.LastIndexOf(':');
            bool isPort = colon >= 0 && (text.IndexOf(':') == colon || (colon > 0 && text[colon - 1] == ']'));
            return isPort ? colon : -1;
        }

        /// <summary>Reads a port, -1 if it is none.</summary>
        internal static int PortOf(string text)
        {
            int port = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9' || i == MostDigits)
                {
                    return -1;
                }

                port = (10 * port) + text[i] - '0';
            }

            return port >= 1 && port <= MostPort ? port : -1;
        }

        private static BrokerAddress Of(string text, int standardPort)
        {
            int colon = PortAt(text);
            string host = colon < 0 ? text : text.Substring(0, colon);
            bool isBracketed = host.Length > 2 && host[0] == '[';
            return new BrokerAddress(
                isBracketed ? host.Substring(1, host.Length - 2) : host,
                colon < 0 ? standardPort : PortOf(text.Substring(colon + 1)));
        }
    }
}
