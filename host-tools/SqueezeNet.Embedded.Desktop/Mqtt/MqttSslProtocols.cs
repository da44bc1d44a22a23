namespace nanoFramework.M2Mqtt;

/// <summary>Encryption of a connection; the desktop knows only none.</summary>
public enum MqttSslProtocols
{
    /// <summary>Plain TCP.</summary>
    None,
}
