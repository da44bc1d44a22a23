using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// What torchvision's code knows and a state dict does not. The modules of "features" are numbered: 0 is the first
/// convolution, 1 its ReLU, then Fire modules and max pools follow.
/// </summary>
/// <param name="Name">As torchvision calls the network.</param>
/// <param name="Kernel">Side of the first convolution's kernel, by which the versions are told apart.</param>
/// <param name="Pools">The numbers that are max pools.</param>
/// <param name="Last">The number of the last Fire module.</param>
internal sealed record TorchvisionLayout(string Name, int Kernel, IReadOnlyList<int> Pools, int Last)
{
    /// <summary>The weights of the first convolution.</summary>
    public const string First = "features.0.weight";

    private static readonly string[] parts = ["squeeze", "expand1x1", "expand3x3"];

    /// <summary>SqueezeNet v1.0 and v1.1.</summary>
    public static IReadOnlyList<TorchvisionLayout> All { get; } =
    [
        new("squeezenet1_0", 7, [2, 6, 11], 12), new("squeezenet1_1", 3, [2, 5, 8], 12),
    ];

    /// <summary>The version whose first convolution has a shape, or null.</summary>
    public static TorchvisionLayout? Of(IReadOnlyList<long> shape)
    {
        return All.FirstOrDefault(l => shape.Count == 4 && shape[2] == l.Kernel && shape[3] == l.Kernel);
    }

    /// <summary>The names of all tensors.</summary>
    /// <param name="classifier">The module of the last convolution.</param>
    public IEnumerable<string> Tensors(string classifier)
    {
        IEnumerable<string> fires = Enumerable.Range(2, Last - 1)
            .Where(i => !Pools.Contains(i))
            .SelectMany(i => parts.Select(part => $"features.{i}.{part}"));
        return ((string[])["features.0", .. fires, classifier]).SelectMany(m => new[] { $"{m}.weight", $"{m}.bias" });
    }
}
