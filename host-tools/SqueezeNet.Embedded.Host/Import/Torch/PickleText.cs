using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>What the values of a pickle are, in words for messages.</summary>
internal static class PickleText
{
    private const int MaxEntries = 8;
    private const int MaxName = 60;

    /// <summary>A value's kind.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "None",
        bool => "a truth value",
        long or double or BigInteger => "a number",
        string => "a text",
        PickleTuple tuple => $"a tuple of {tuple.Items.Length}",
        List<object?> list => $"a list of {list.Count}",
        TorchTensor tensor => tensor.Shape.Count == 0 ? "a tensor" : $"a tensor of {Shape(tensor.Shape)}",
        PickleDictionary dictionary => Kind(dictionary),
        PickleOpaque opaque => $"an object of {Cut(opaque.Class)}",
        PickleGlobal global => $"the name {Cut(global.Name)}",
        _ => "something else",
    };

    /// <summary>The first entries of a dictionary with their kinds.</summary>
    public static string Entries(PickleDictionary dictionary)
    {
        int count = dictionary.Entries.Count;
        IEnumerable<string> some = dictionary.Entries.Take(MaxEntries)
            .Select(e => $"'{Cut(e.Key)}': {Kind(e.Value)}");
        return count == 0 ? "no entries" : string.Join(", ", some) + (count > MaxEntries ? ", ..." : string.Empty);
    }

    public static string Shape(IEnumerable<long> shape) => string.Join(" x ", shape.Take(MaxEntries));

    private static string Kind(PickleDictionary dictionary)
    {
        string[] tensors = [.. dictionary.Entries.Where(e => e.Value is TorchTensor).Select(e => e.Key)];
        return tensors.Length == 0
            ? $"a dictionary of {dictionary.Entries.Count} entries without tensors"
            : $"a dictionary of {tensors.Length} tensors ('{Cut(tensors[0])}' ...)";
    }

    private static string Cut(string name) => name.Length <= MaxName ? name : name[..MaxName] + "...";
}
