using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A tuple of a pickle.</summary>
internal sealed class PickleTuple(object?[] items)
{
    /// <summary>The values.</summary>
    public object?[] Items => items;

    /// <summary>The values, if all are integers that are not negative.</summary>
    public long[]? Sizes()
    {
        return items.All(i => i is long and >= 0) ? [.. items.Select(i => (long)i!)] : null;
    }
}
