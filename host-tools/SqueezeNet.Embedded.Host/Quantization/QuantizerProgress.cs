namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Which layer is being quantized.</summary>
/// <param name="Done">Layers that are finished, 0..Total.</param>
public sealed record QuantizerProgress(string Layer, int Done, int Total)
{
    /// <summary>What of the whole is finished, 0..1, by the time that layers usually take.</summary>
    public double Share { get; init; }
}
