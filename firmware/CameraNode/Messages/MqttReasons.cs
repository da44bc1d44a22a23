using System;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace CameraNode
{
    /// <summary>Says in words what the MQTT library's exceptions and codes mean.</summary>
    internal static class MqttReasons
    {
        /// <summary>Why there is no connection.</summary>
        public static string OfConnecting(Exception e, NodeSettings settings)
        {
            if (e is MqttCommunicationException)
            {
                return "the port is open but does not answer as MQTT; it may want TLS, or be another service's";
            }

            // A device's TLS names a number at most.
            string help = settings.Tls == TlsMode.None || e.InnerException == null
                ? string.Empty
                : "; see whether the port speaks TLS, the clock is set,"
                    + " and the certificate is for this name and from this authority";
            return Of(e) + help;
        }

        /// <summary>What an exception says.</summary>
        public static string Of(Exception e)
        {
            string text = e.Message;
            if (e.InnerException != null)
            {
                text = text.Length == 0 ? e.InnerException.Message : text + ": " + e.InnerException.Message;
            }

            return text.TrimEnd('.');
        }

        /// <summary>Why the broker says no.</summary>
        public static string OfRefusal(MqttReasonCode answer, NodeSettings settings)
        {
            switch (answer)
            {
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                case MqttReasonCode.BadUserNameOrPassword:
                    return "it refuses this user or password";
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                case MqttReasonCode.NotAuthorized:
                    return settings.User == null
                        ? "it does not let this node in; it may want a user and a password"
                        : "it does not let this node in; see whether user and password are right";
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                case MqttReasonCode.ClientIdentifierNotValid:
                    return "it refuses this client id";
                default:
                    return $"it refuses the connection with code {(int)answer}";
            }
        }
    }
}
