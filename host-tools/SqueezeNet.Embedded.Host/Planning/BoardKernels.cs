using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Rates of the engine's inner loops on a board, operands in SRAM.</summary>
public sealed record BoardKernels
{
    /// <summary>The first convolution, from pixels.</summary>
    public required KernelRate Conv1 { get; init; }

    /// <summary>Expand1x1 and squeeze.</summary>
    [JsonPropertyName("conv1x1")]
    public required KernelRate Conv1x1 { get; init; }

    /// <summary>Expand3x3.</summary>
    [JsonPropertyName("conv3x3")]
    public required KernelRate Conv3x3 { get; init; }

    /// <summary>The head, which sums.</summary>
    public required KernelRate Head { get; init; }

    [JsonIgnore]
    internal IEnumerable<KernelRate> All => [Conv1, Conv1x1, Conv3x3, Head];
}
