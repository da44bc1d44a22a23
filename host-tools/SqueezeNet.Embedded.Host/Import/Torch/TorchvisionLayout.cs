using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// What torchvision's code knows and a state dict does not. The modules of "features" are numbered: 0 is the first
/// convolution, 1 its ReLU, then Fire modules and max pools follow.
/// </summary>
/// <param name="Kernel">Side of the first convolution's kernel, by which the versions are told apart.</param>
/// <param name="Pools">The numbers that are max pools.</param>
/// <param name="Last">The number of the last Fire module.</param>
internal sealed record TorchvisionLayout(int Kernel, IReadOnlyList<int> Pools, int Last)
{
    /// <summary>SqueezeNet v1.0 and v1.1.</summary>
    public static IReadOnlyList<TorchvisionLayout> All { get; } = [new(7, [2, 6, 11], 12), new(3, [2, 5, 8], 12)];
}
