namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>A line of the console.</summary>
/// <param name="Text">As the board says it.</param>
public sealed record ConsoleLine(string Text)
{
    /// <summary>What it means, if that is known for a fault.</summary>
    public ConsoleCause? Cause { get; init; }

    /// <summary>What the node does, and its light, in words.</summary>
    public string? State { get; init; }

    /// <summary>The version of the firmware that it tells, and beside it:</summary>
    public string? Firmware { get; init; }

    /// <summary>The CRC of the model that is open.</summary>
    public string? ModelCrc { get; init; }

    /// <summary>The label that it tells.</summary>
    public string? Label { get; init; }
}
