using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Names;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>The classes of a model by label and by index.</summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> alike = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> labels;

    /// <summary>Takes labels, one per class, or none.</summary>
    public ClassNames(IReadOnlyList<string> labels, int count)
    {
        // A blob without labels has empty ones.
        this.labels = labels.All(label => label.Length == 0) ? [] : labels;
        Count = count;
        for (int i = 0; i < this.labels.Count; i++)
        {
            exact.TryAdd(labels[i], i);
            alike.TryAdd(Plain(labels[i]), i);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The class of a label; without regard to case, '_' for a blank, if it is not there exactly.</summary>
    public int? OfLabel(string text)
    {
        return exact.TryGetValue(text, out int index) || alike.TryGetValue(Plain(text), out index) ? index : null;
    }

    /// <summary>The class that a number is.</summary>
    public int? OfIndex(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < Count
            ? index
            : null;
    }

    /// <summary>Whether a class has this label, or labels only repeat the indices.</summary>
    public bool Fits(int index, string text)
    {
        return labels.Count == 0 || OfIndex(labels[index]) == index || OfLabel(text) == index;
    }

    /// <summary>The label that differs from a text by the fewest letters, if by few.</summary>
    public string? Nearest(string text)
    {
        string plain = Plain(text).ToUpperInvariant();
        int most = Math.Min(3, plain.Length / 2);
        return labels
            .Select(label => (Label: label, Distance: EditDistance.Between(plain, Plain(label).ToUpperInvariant())))
            .Where(l => l.Distance <= most)
            .OrderBy(l => l.Distance)
            .FirstOrDefault().Label;
    }

    private static string Plain(string text)
    {
        return text.Replace('_', ' ').Trim();
    }
}
