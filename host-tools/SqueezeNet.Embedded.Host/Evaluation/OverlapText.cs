using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Says which images were calibrated on.</summary>
internal static class OverlapText
{
    private const int Named = 3;

    /// <summary>A sentence for people; null if there is nothing to say.</summary>
    public static string? Of(EvaluationResult result)
    {
        if (result.Overlaps is not { Count: > 0 } overlaps)
        {
            return null;
        }

        string first = string.Join(", ", overlaps.Take(Named).Select(overlap => overlap.File));
        string more = overlaps.Count > Named ? ", ..." : string.Empty;
        string rest = result.NotCalibratedOn is { } apart
            ? $"on them accuracy flatters, and the {apart.Images} others are told apart"
            : "nothing here was held out, so that accuracy flatters: evaluate on other images";
        return $"{overlaps.Count} of {result.Images} evaluated images were calibrated on ({Kinds(overlaps)}): "
            + $"{first}{more}; {rest}";
    }

    private static string Kinds(IReadOnlyList<Overlap> overlaps)
    {
        return string.Join(", ", Enum.GetValues<OverlapKind>()
            .Select(kind => (Kind: kind, Count: overlaps.Count(overlap => overlap.Kind == kind)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} {Of(pair.Kind)}"));
    }

    /// <summary>How an image is known to have been calibrated on.</summary>
    public static string Of(OverlapKind kind)
    {
        return kind switch
        {
            OverlapKind.SameFile => "the same file",
            OverlapKind.SameBytes => "with the same bytes",
            OverlapKind.SameLook => "nearly the same image",
            _ => "nearly the mirror image",
        };
    }
}
