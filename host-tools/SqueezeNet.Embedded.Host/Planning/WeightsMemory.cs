namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Where weights are while the network runs.</summary>
public enum WeightsMemory
{
    /// <summary>In the blob, read in place.</summary>
    Flash,

    /// <summary>Copied or decoded at boot.</summary>
    Psram,

    /// <summary>Decoded in each run into internal RAM (SPEC 4.4), where reading them costs nothing.</summary>
    Window,
}
