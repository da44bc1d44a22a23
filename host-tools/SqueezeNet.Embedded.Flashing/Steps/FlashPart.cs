using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>A region with what it is.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Region">Where, and its bytes.</param>
public sealed record FlashPart(FlashPartKind Kind, FlashRegion Region)
{
    /// <summary>Name of the part's file in a folder for a browser.</summary>
    public string FileName => Kind switch
    {
        FlashPartKind.Bootloader => "bootloader.bin",
        FlashPartKind.PartitionTable => "partition-table.bin",
        FlashPartKind.Clr => "nanoCLR.bin",
        FlashPartKind.Application => "application.bin",
        _ => "model.bin",
    };
}
