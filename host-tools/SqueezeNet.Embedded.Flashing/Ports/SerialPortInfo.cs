namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>A serial port of this computer.</summary>
/// <param name="Name">As it is opened: /dev/ttyACM0, COM5.</param>
public sealed record SerialPortInfo(string Name)
{
    /// <summary>USB vendor and product in hexadecimal, such as "303a:1001"; null where nothing tells.</summary>
    public string? UsbId { get; init; }

    /// <summary>The serial number of what hangs on it: stays when the port comes back under another name.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>What hangs on it, in words; null if that is unknown.</summary>
    public string? Device { get; init; }

    /// <summary>Whether it is known for being on boards with an ESP32.</summary>
    public bool IsLikelyBoard { get; init; }

    /// <summary>Whether this user may open it.</summary>
    public bool IsPermitted { get; init; } = true;
}
