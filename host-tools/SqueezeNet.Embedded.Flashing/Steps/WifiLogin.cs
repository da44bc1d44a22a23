namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>The Wi-Fi that a board joins.</summary>
/// <param name="ssid">Its name.</param>
/// <param name="password">Its password, which no text of this class shows.</param>
public sealed class WifiLogin(string ssid, string password)
{
    /// <summary>Its name.</summary>
    public string Ssid { get; } = ssid;

    /// <summary>Its password.</summary>
    public string Password { get; } = password;

    /// <inheritdoc/>
    public override string ToString()
    {
        return Ssid;
    }
}
