namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>The tensor an image goes into; what the file leaves open is null.</summary>
internal sealed record GraphInput(string Name, int? Channels, int? Height, int? Width)
{
    /// <summary>Whether it takes pixels as they are, as uint8.</summary>
    public bool IsBytes { get; init; }

    /// <summary>What the network does to its values before the first convolution; null for nothing.</summary>
    public InputMap? Map { get; init; }
}
