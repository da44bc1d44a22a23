namespace System.Device.Wifi;

/// <summary>What happens when the access point is lost; the numbers are nanoFramework's.</summary>
public enum WifiReconnectionKind
{
    /// <summary>Reconnect without being asked.</summary>
    Automatic = 0,

    /// <summary>Wait to be asked.</summary>
    Manual = 1,
}
