using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Generator;

/// <summary>
/// How .NET's culture-sensitive comparison orders names of types: signs, digits, letters; upper and lower case differ
/// only where all else is equal. The metadata processor sorts so; these tests run without cultures.
/// </summary>
internal sealed class NameOrder : IComparer<string>
{
    private const string Signs = "_-,.@*/&`+<=>|$";

    /// <summary>The only one.</summary>
    public static NameOrder Instance { get; } = new();

    private NameOrder()
    {
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int[] left = Weights(x!);
        int[] right = Weights(y!);
        int end = int.Min(left.Length, right.Length);
        int at = Enumerable.Range(0, end).FirstOrDefault(i => left[i] != right[i], end);
        int order = at < end ? left[at].CompareTo(right[at]) : left.Length.CompareTo(right.Length);
        return order != 0 ? order : -string.CompareOrdinal(x, y);
    }

    private static int[] Weights(string name)
    {
        return [.. name.Select(Weight)];
    }

    private static int Weight(char c)
    {
        return char.IsAsciiLetterOrDigit(c) ? Signs.Length + char.ToLowerInvariant(c) : Signs.IndexOf(c);
    }
}
