namespace nanoFramework.M2Mqtt;

/// <summary>Encryption of a connection; nanoFramework's firmware has the last two, and so has the desktop.</summary>
public enum MqttSslProtocols
{
    /// <summary>Plain TCP.</summary>
    None,

    SSLv3,

    TLSv1_0,

    TLSv1_1,

    TLSv1_2,

    TLSv1_3,
}
