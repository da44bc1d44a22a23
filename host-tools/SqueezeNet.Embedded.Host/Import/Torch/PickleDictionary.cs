using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// A dictionary of a pickle, in the order of its entries. Entries whose key is no text are dropped: no layer is found
/// by a number.
/// </summary>
internal sealed class PickleDictionary
{
    private static readonly OrderedDictionary<string, object?> none = [];

    private OrderedDictionary<string, object?> entries = none;

    /// <summary>The entries by name.</summary>
    public IReadOnlyDictionary<string, object?> Entries => entries;

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(object? key, object? value)
    {
        if (key is string name)
        {
            entries = ReferenceEquals(entries, none) ? [] : entries;
            entries[name] = value;
        }
    }
}
