namespace nanoFramework.M2Mqtt;

/// <summary>Version of MQTT; the numbers are those on the wire.</summary>
public enum MqttProtocolVersion
{
    /// <summary>MQTT 3.1.1.</summary>
    Version_3_1_1 = 4,

    /// <summary>MQTT 5.</summary>
    Version_5 = 5,
}
