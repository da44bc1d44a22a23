namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Speed of one inner loop.</summary>
public sealed record KernelRate
{
    /// <summary>Multiply-accumulates per cycle in a row of taps.</summary>
    public required double MacsPerCycle { get; init; }

    /// <summary>Cycles to begin and end 16 outputs of one pixel: bias, shift, clamp, store.</summary>
    public required double CyclesPerOutputGroup { get; init; }

    /// <summary>Cycles of a call, which makes 16 channels of one row.</summary>
    public required double CyclesPerCall { get; init; }
}
