using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Names as people order them, 2 before 10; the same in every culture.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static NaturalOrder Names { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> one = x;
        ReadOnlySpan<char> other = y;
        while (one.Length > 0 && other.Length > 0)
        {
            ReadOnlySpan<char> part = Part(one);
            ReadOnlySpan<char> otherPart = Part(other);
            int order = char.IsAsciiDigit(part[0]) && char.IsAsciiDigit(otherPart[0])
                ? ByNumber(part.TrimStart('0'), otherPart.TrimStart('0'))
                : part.SequenceCompareTo(otherPart);
            if (order != 0)
            {
                return order;
            }

            one = one[part.Length..];
            other = other[otherPart.Length..];
        }

        // 7 and 007 are two names.
        return one.Length != other.Length ? one.Length - other.Length : string.CompareOrdinal(x, y);
    }

    private static int ByNumber(ReadOnlySpan<char> digits, ReadOnlySpan<char> others)
    {
        return digits.Length != others.Length ? digits.Length - others.Length : digits.SequenceCompareTo(others);
    }

    /// <summary>A run of digits, or one other character.</summary>
    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..Math.Max(1, end)];
    }
}
