using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>Finds the weights of a SqueezeNet, by torchvision's names, wherever the file has put them.</summary>
/// <param name="Weights">The place that was chosen.</param>
/// <param name="Note">What is to be known of the choice; null if there was none.</param>
internal sealed record StateDict(WeightsCandidate Weights, string? Note)
{
    private const int MaxNamed = 16;

    private const string OnlyTorchvision =
        "Only state dicts with torchvision's names say what a network looks like; export others with torch.onnx.export";

    /// <summary>Names under which training programs keep the weights of a checkpoint.</summary>
    private static readonly string[] places =
    [
        "state_dict", "model_state_dict", "model_state", "model", "net", "network", "weights",
    ];

    /// <summary>The weights under a key, or those that come first by rule (docs/importing.md).</summary>
    /// <param name="key">What the user chose; null for nothing.</param>
    public static StateDict Find(TorchFile file, string? key)
    {
        PickleDictionary root = file.Root as PickleDictionary ?? throw new ImportException(
            file.Source.Path, $"what was saved is {PickleText.Kind(file.Root)}, no dictionary of weights",
            TorchFile.Remedy);
        List<WeightsCandidate> all =
            [.. CheckpointTree.Flatten(root).SelectMany(d => WeightsCandidate.In(d.Path, d.Dictionary))];
        if (all.Count == 0)
        {
            throw new ImportException(
                file.Source.Path,
                $"no dictionary in it has torchvision's first convolution ('{TorchvisionLayout.First}'); it holds "
                + PickleText.Entries(root),
                root.Entries.Values.Any(v => v is PickleOpaque) ? TorchFile.Remedy : OnlyTorchvision);
        }

        return key is null ? First(file, all) : new StateDict(RequireWhole(file, Chosen(file, all, key)), null);
    }

    private static WeightsCandidate Chosen(TorchFile file, List<WeightsCandidate> all, string key)
    {
        WeightsCandidate[] below = [.. all.Where(c => c.Path == key)];
        return all.Find(c => c.Name == key) ?? (below.Length == 1 ? below[0] : null) ?? throw new ImportException(
            file.Source.Path,
            $"there are no weights of a SqueezeNet under '{key}'; there are some under {Names(all)}",
            "Give one of these (--state-dict-key)");
    }

    private static StateDict First(TorchFile file, List<WeightsCandidate> all)
    {
        WeightsCandidate[] whole =
        [
            .. all.Where(c => c.Missing().Count == 0)
                .OrderBy(c => c.IsAveraged ? 0 : 1)
                .ThenBy(c => c.Path.Count(letter => letter == '.'))
                .ThenBy(Rank),
        ];
        if (whole.Length == 0)
        {
            return new StateDict(RequireWhole(file, all.MinBy(c => c.Missing().Count)!), null);
        }

        return new StateDict(whole[0], Explain(whole));
    }

    private static int Rank(WeightsCandidate candidate)
    {
        int rank = Array.IndexOf(places, candidate.Path.Split('.')[^1]);
        return rank < 0 ? places.Length : rank;
    }

    private static string? Explain(WeightsCandidate[] whole)
    {
        WeightsCandidate first = whole[0];
        if (whole.Length == 1)
        {
            return first.Path.Length == 0 ? null : $"the weights are those under '{first.Name}'.";
        }

        string rule = first.IsAveraged ? " (averaged ones come first)" : string.Empty;
        return $"the weights are those under '{first.Name}'{rule}; there are others under {Names(whole[1..])}: "
            + "--state-dict-key chooses.";
    }

    private static WeightsCandidate RequireWhole(TorchFile file, WeightsCandidate candidate)
    {
        IReadOnlyList<string> missing = candidate.Missing();
        if (missing.Count == 0)
        {
            return candidate;
        }

        string subject = candidate.Name == "." ? "it" : $"'{candidate.Name}'";
        string what = candidate.Entries.TryGetValue(missing[0], out object? value)
            ? $"{subject} has {PickleText.Kind(value)} for '{missing[0]}', not a tensor of weights"
            : $"{subject} has the first convolution of torchvision's {candidate.Layout!.Name}, but lacks "
                + Join(missing);
        throw new ImportException(file.Source.Path, what, OnlyTorchvision);
    }

    private static string Names(IReadOnlyCollection<WeightsCandidate> some) => Join([.. some.Select(c => c.Name)]);

    private static string Join(IReadOnlyList<string> names)
    {
        string some = string.Join(", ", names.Take(MaxNamed).Select(n => $"'{n}'"));
        return names.Count > MaxNamed ? $"{some} and {names.Count - MaxNamed} more" : some;
    }
}
