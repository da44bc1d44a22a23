namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>How a board is to be reached; what is null is found.</summary>
public sealed record ReachRequest
{
    /// <summary>The serial port.</summary>
    public string? Port { get; init; }

    /// <summary>The esptool.</summary>
    public string? Esptool { get; init; }

    /// <summary>The nanoff.</summary>
    public string? Nanoff { get; init; }

    /// <summary>Whether something is to be stored that only nanoff can.</summary>
    public bool NeedsNanoff { get; init; } = true;

    /// <summary>Bits a second for flashing.</summary>
    public int Baud { get; init; } = EsptoolFlash.DefaultBaud;
}
