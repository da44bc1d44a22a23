using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The tensors of a SqueezeNet by torchvision's names, wherever the file has put them.</summary>
internal static class StateDict
{
    private const string First = "features.0.weight";

    /// <summary>Names under which training programs keep the weights of a checkpoint.</summary>
    private static readonly string[] places =
    [
        "state_dict", "model_state_dict", "model_state", "model", "net", "network", "weights",
    ];

    /// <summary>The tensors below the prefix that the first convolution has ("module." and the like).</summary>
    public static Dictionary<string, TorchTensor> Find(TorchFile file)
    {
        PickleDictionary root = file.Root as PickleDictionary
            ?? throw new ImportException(
                file.Source.Path, "what was saved is no dictionary of weights", TorchFile.Remedy);
        Dictionary<string, TorchTensor> all = Tensors(root);
        foreach (string place in places)
        {
            if (all.Keys.Any(IsFirst))
            {
                break;
            }

            all = root.Entries.GetValueOrDefault(place) is PickleDictionary inner ? Tensors(inner) : all;
        }

        return WithoutPrefix(file, all);
    }

    private static Dictionary<string, TorchTensor> Tensors(PickleDictionary dictionary)
    {
        return dictionary.Entries
            .Where(e => e.Value is TorchTensor)
            .ToDictionary(e => e.Key, e => (TorchTensor)e.Value!);
    }

    private static bool IsFirst(string name)
    {
        return name == First || name.EndsWith("." + First, StringComparison.Ordinal);
    }

    private static Dictionary<string, TorchTensor> WithoutPrefix(TorchFile file, Dictionary<string, TorchTensor> all)
    {
        string[] firsts = [.. all.Keys.Where(IsFirst)];
        if (firsts.Length != 1)
        {
            string some = string.Join(", ", all.Keys.Take(3).Select(k => $"'{k}'"));
            throw new ImportException(
                file.Source.Path,
                $"{firsts.Length} of its {all.Count} tensors ({some}...) are called '{First}', "
                + "torchvision's first convolution",
                "Only state dicts with torchvision's names say what a network looks like; "
                + "export others with torch.onnx.export");
        }

        string prefix = firsts[0][..^First.Length];
        return all
            .Where(e => e.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(e => e.Key[prefix.Length..], e => e.Value);
    }
}
