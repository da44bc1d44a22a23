namespace CameraNode
{
    /// <summary>Version of MQTT.</summary>
    public enum MqttVersion
    {
        /// <summary>MQTT 3.1.1, which every broker speaks.</summary>
        Three = 0,

        /// <summary>MQTT 5; on desktops only.</summary>
        Five = 1,
    }
}
