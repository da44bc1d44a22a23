namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>A group of 16 output channels.</summary>
/// <param name="Shift">n.</param>
/// <param name="Unlimited">
/// The n with the least expected error if accumulators were unlimited; a step less doubles the weights' rounding steps.
/// </param>
public sealed record GroupReport(int Shift, int Unlimited)
{
    /// <summary>Whether the proof of 20 bits lowered the shift.</summary>
    public bool IsLimited => Shift < Unlimited;
}
