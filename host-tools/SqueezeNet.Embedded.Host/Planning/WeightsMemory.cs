namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Where weights are while the network runs.</summary>
public enum WeightsMemory
{
    /// <summary>In the blob, read in place.</summary>
    Flash,

    /// <summary>Copied at boot.</summary>
    Psram,
}
