using nanoFramework.M2Mqtt;

namespace CameraNode
{
    /// <summary>
    /// Says that a device has no MQTT 5: nanoFramework's library can connect with it, but gives no way to let messages
    /// expire or to shorten topics, which is what the node would want it for.
    /// </summary>
    internal static class MqttFive
    {
        /// <summary>Whether settings may ask for it.</summary>
        public const bool IsOffered = false;

        /// <summary>Leaves a client as it is.</summary>
        public static void Prepare(MqttClient client, int expirySeconds, string expiringTopic)
        {
        }

        /// <summary>Why the broker refuses or has ended the connection: it does not say.</summary>
        public static string Reason(MqttClient client)
        {
            return string.Empty;
        }
    }
}
