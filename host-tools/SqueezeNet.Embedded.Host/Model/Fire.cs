namespace SqueezeNet.Embedded.Host.Model;

/// <summary>
/// squeeze (1x1) -> { expand1x1, expand3x3 (pad 1) } -> concatenation -> optional bypass -> optional pool.
/// </summary>
/// <param name="HasBypass">Whether the module's input, of the same shape, is added to the concatenation.</param>
public sealed record Fire(
    string Name,
    Convolution Squeeze,
    Convolution Expand1x1,
    Convolution Expand3x3,
    MaxPool? PoolAfter,
    bool HasBypass = false)
{
    /// <summary>Channels of the concatenation.</summary>
    public int OutChannels => Expand1x1.OutChannels + Expand3x3.OutChannels;
}
