using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>The dictionaries of a checkpoint, those inside others too.</summary>
internal static class CheckpointTree
{
    private const int MaxDepth = 8;

    /// <summary>Each dictionary once with its keys joined by dots, the nearest to the root first.</summary>
    public static List<(string Path, PickleDictionary Dictionary)> Flatten(PickleDictionary root)
    {
        List<(string Path, PickleDictionary Dictionary)> found = [(string.Empty, root)];
        HashSet<PickleDictionary> seen = [root];
        int next = 0;
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            for (int end = found.Count; next < end; next++)
            {
                (string path, PickleDictionary dictionary) = found[next];
                foreach ((string key, object? value) in dictionary.Entries)
                {
                    if (value is PickleDictionary inner && seen.Add(inner))
                    {
                        found.Add((path.Length == 0 ? key : $"{path}.{key}", inner));
                    }
                }
            }
        }

        return found;
    }
}
