using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A tuple of a pickle.</summary>
internal sealed class PickleTuple(object?[] items)
{
    /// <summary>As many axes as a tensor of PyTorch may have.</summary>
    private const int MaxAxes = 64;

    /// <summary>The values.</summary>
    public object?[] Items => items;

    /// <summary>The values, if they can be the sizes of a tensor: none is negative.</summary>
    public long[]? Sizes()
    {
        return items.Length <= MaxAxes && items.All(i => i is long and >= 0) ? [.. items.Select(i => (long)i!)] : null;
    }
}
