namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What a step does.</summary>
public enum FlashStepKind
{
    /// <summary>Writes a region and reads it back.</summary>
    Write,

    /// <summary>Leaves a region as it is.</summary>
    Skip,

    /// <summary>Starts what is in flash.</summary>
    Reset,

    /// <summary>Writes node.json through nanoCLR.</summary>
    Settings,

    /// <summary>Stores the Wi-Fi through nanoCLR.</summary>
    Wifi,

    /// <summary>Follows the console to the first label.</summary>
    Watch,
}
