namespace nanoFramework.M2Mqtt.Messages;

/// <summary>A broker's answer to a connection request, of MQTT 3.1.1 and 5; the numbers are MQTT's.</summary>
public enum MqttReasonCode
{
    /// <summary>Accepted.</summary>
    Success = 0,

    /// <summary>The broker does not speak this version of MQTT.</summary>
    ConnectionRefusedUnacceptableProtocolVersion = 1,

    /// <summary>The broker does not like the client's name.</summary>
    ConnectionRefusedIdentifierRejected = 2,

    /// <summary>The broker is not ready.</summary>
    ConnectionRefusedServerUnavailable = 3,

    /// <summary>Wrong user or password.</summary>
    ConnectionRefusedBadUserNameOrPassword = 4,

    /// <summary>This client may not connect.</summary>
    ConnectionRefusedNotAuthorized = 5,

    /// <summary>Anything else.</summary>
    UnspecifiedError = 0x80,

    /// <summary>MQTT 5: the broker does not speak this version.</summary>
    UnsupportedProtocolVersion = 0x84,

    /// <summary>MQTT 5: the broker does not like the client's name.</summary>
    ClientIdentifierNotValid = 0x85,

    /// <summary>MQTT 5: wrong user or password.</summary>
    BadUserNameOrPassword = 0x86,

    /// <summary>MQTT 5: this client may not connect.</summary>
    NotAuthorized = 0x87,
}
