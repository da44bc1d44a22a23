namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What a region holds.</summary>
public enum FlashPartKind
{
    /// <summary>What the chip starts.</summary>
    Bootloader,

    /// <summary>What lies where.</summary>
    PartitionTable,

    /// <summary>nanoCLR.</summary>
    Clr,

    /// <summary>The assemblies that it runs.</summary>
    Application,

    /// <summary>A model.</summary>
    Model,
}
