using nanoFramework.M2Mqtt;

namespace CameraNode
{
    /// <summary>Uses what MQTT 5 has over 3.1.1; a device's class of the same name has none of it.</summary>
    internal static class MqttFive
    {
        /// <summary>Whether settings may ask for it.</summary>
        public const bool IsOffered = true;

        /// <summary>Makes a client speak MQTT 5.</summary>
        /// <param name="client">A client before it connects.</param>
        /// <param name="expirySeconds">After how long brokers drop messages of a topic, 0 for never.</param>
        /// <param name="expiringTopic">That topic, or the beginning of its levels.</param>
        public static void Prepare(MqttClient client, int expirySeconds, string expiringTopic)
        {
            client.ProtocolVersion = MqttProtocolVersion.Version_5;
            client.ExpirySeconds = (uint)expirySeconds;
            client.ExpiringTopic = expiringTopic;
        }

        /// <summary>Why the broker refuses or has ended the connection, empty if it does not say.</summary>
        public static string Reason(MqttClient client)
        {
            return client.Reason;
        }
    }
}
