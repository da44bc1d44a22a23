namespace nanoFramework.M2Mqtt.Messages;

/// <summary>How surely a message arrives; the numbers are MQTT's.</summary>
public enum MqttQoSLevel
{
    /// <summary>Perhaps.</summary>
    AtMostOnce = 0,

    /// <summary>Surely, perhaps twice.</summary>
    AtLeastOnce = 1,

    /// <summary>Surely, and once.</summary>
    ExactlyOnce = 2,

    /// <summary>A refused subscription.</summary>
    GrantedFailure = 0x80,
}
