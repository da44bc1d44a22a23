using System;
using System.Device.Wifi;
using System.Threading;

namespace nanoFramework.Networking;

/// <summary>A desktop has its network already. Stand-in for nanoFramework's class of the same name.</summary>
public static class WifiNetworkHelper
{
    /// <summary>Why the last call failed: it never does here.</summary>
    public static Exception? HelperException => null;

    /// <summary>Joins an access point and waits for an address.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(ssid);
        ArgumentNullException.ThrowIfNull(password);
        return !token.IsCancellationRequested;
    }

    /// <summary>Waits for an address at the access point that the device knows.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Reconnect(
        bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
    {
        return !token.IsCancellationRequested;
    }
}
