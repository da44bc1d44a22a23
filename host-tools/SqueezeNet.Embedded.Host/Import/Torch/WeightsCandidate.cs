using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A place in a file that looks like the weights of a SqueezeNet.</summary>
/// <param name="Path">The keys of its dictionary, joined by dots; empty for the whole file.</param>
/// <param name="Prefix">What precedes torchvision's names there ("module." and the like).</param>
/// <param name="Entries">What the dictionary holds by torchvision's names.</param>
internal sealed record WeightsCandidate(string Path, string Prefix, IReadOnlyDictionary<string, object?> Entries)
{
    private const string First = TorchvisionLayout.First;

    /// <summary>More networks in one dictionary would take too long to tell apart.</summary>
    private const int MaxPrefixes = 16;

    private static readonly string[] averages = ["ema", "swa", "averaged"];

    /// <summary>How messages and the user call it.</summary>
    public string Name => (Path, Prefix.TrimEnd('.')) switch
    {
        ("", "") => ".",
        ("", string prefix) => prefix,
        (_, "") => Path,
        (_, string prefix) => $"{Path}.{prefix}",
    };

    /// <summary>Whether its name says that it is an average of weights over the training.</summary>
    public bool IsAveraged => Name.Split('.', '_', '-').Any(
        part => averages.Contains(part, StringComparer.OrdinalIgnoreCase));

    /// <summary>The tensors.</summary>
    public Dictionary<string, TorchTensor> Tensors => Entries
        .Where(e => e.Value is TorchTensor)
        .ToDictionary(e => e.Key, e => (TorchTensor)e.Value!);

    /// <summary>The network it is, as far as its first convolution says so.</summary>
    public TorchvisionLayout? Layout => Entries[First] is TorchTensor first ? TorchvisionLayout.Of(first.Shape) : null;

    /// <summary>The module of the last convolution.</summary>
    // torchvision has its dropout at classifier.0; without one the convolution moves there.
    public string Classifier => Entries.ContainsKey("classifier.0.weight") ? "classifier.0" : "classifier.1";

    /// <summary>The candidates of a dictionary: one for each prefix of a first convolution.</summary>
    public static IEnumerable<WeightsCandidate> In(string path, PickleDictionary dictionary)
    {
        string[] prefixes =
            [.. dictionary.Entries.Keys.Where(IsFirst).Take(MaxPrefixes).Select(k => k[..^First.Length])];
        return prefixes.Select(prefix => new WeightsCandidate(path, prefix, Below(dictionary, prefix, prefixes)));
    }

    /// <summary>The names of tensors that it lacks.</summary>
    public IReadOnlyList<string> Missing()
    {
        string[] first = Entries[First] is TorchTensor ? [] : [First];
        return Layout is null
            ? first
            : [.. Layout.Tensors(Classifier).Where(n => Entries.GetValueOrDefault(n) is not TorchTensor)];
    }

    /// <summary>Entries that begin with a prefix, but not with a longer one that has a network of its own.</summary>
    private static Dictionary<string, object?> Below(PickleDictionary dictionary, string prefix, string[] prefixes)
    {
        bool Belongs(string key, string other) => key.StartsWith(other, StringComparison.Ordinal);
        return dictionary.Entries
            .Where(e => Belongs(e.Key, prefix)
                && !prefixes.Any(p => p.Length > prefix.Length && Belongs(e.Key, p)))
            .ToDictionary(e => e.Key[prefix.Length..], e => e.Value);
    }

    private static bool IsFirst(string name)
    {
        return name == First || name.EndsWith("." + First, StringComparison.Ordinal);
    }
}
