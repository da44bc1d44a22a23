using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What is to stand on a board. What is null stays as it is there.</summary>
public sealed record FlashJob
{
    /// <summary>The board that is meant.</summary>
    public required Board Board { get; init; }

    /// <summary>Bootloader, partition table and nanoCLR.</summary>
    public Firmware? Firmware { get; init; }

    /// <summary>The model.</summary>
    public ModelImage? Model { get; init; }

    /// <summary>The partition that it goes into.</summary>
    public string Slot { get; init; } = "model";

    /// <summary>The application.</summary>
    public ApplicationImage? Application { get; init; }

    /// <summary>The text of node.json.</summary>
    public string? Settings { get; init; }

    /// <summary>The Wi-Fi.</summary>
    public WifiLogin? Wifi { get; init; }
}
