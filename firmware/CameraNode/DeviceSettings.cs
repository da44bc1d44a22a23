namespace CameraNode
{
    /// <summary>What differs from device to device: edit it before flashing.</summary>
    public static class DeviceSettings
    {
        /// <summary>Name of the Wi-Fi (SSID).</summary>
        public const string WifiName = "your-network";

        /// <summary>Password of the Wi-Fi.</summary>
        public const string WifiPassword = "your-password";

        /// <summary>Pin of the light.</summary>
        public const int LedPin = 21;

        /// <summary>The node's settings.</summary>
        public static NodeSettings Make()
        {
            return new NodeSettings
            {
                BrokerHost = "broker.local",
                BrokerPort = 1883,
                ClientId = "camera",
                TopicPrefix = "sqnet",
                Rule = PublishRule.OnChange,
                MinScore = 0.2f,
            };
        }
    }
}
