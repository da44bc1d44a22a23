using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>One way in which paths may name classes.</summary>
/// <param name="What">For people: what is read, in the plural.</param>
/// <param name="From">The option that asks for it.</param>
/// <param name="Part">Of a path below the folder: the part that is read.</param>
/// <param name="Class">The class that the part names; null if it names none.</param>
internal sealed partial record PathReading(
    string What, ClassesFrom From, Func<string, string> Part, Func<string, int?> Class)
{
    private const string Labels = "folder names as labels";

    /// <summary>Whether parts are labels and nothing else.</summary>
    public bool AreLabels => What == Labels;

    /// <summary>All readings of some paths, the preferred ones first.</summary>
    public static IReadOnlyList<PathReading> All(IReadOnlyList<string> names, ClassNames classes)
    {
        return
        [
            new(Labels, ClassesFrom.Folder, Folder, classes.OfLabel),
            new("folder names as index and label", ClassesFrom.Folder, Folder, text => Both(text, classes)),
            new("folder names as class indices", ClassesFrom.Folder, Folder, classes.OfIndex),
            new("folders' WordNet numbers in their order", ClassesFrom.Folder, Folder, InOrder(names, classes)),
            new("numbers that file names begin with", ClassesFrom.Name, File, text => Leading(text, classes)),
        ];
    }

    private static string Folder(string name)
    {
        string[] parts = name.Split('/');
        return parts.Length > 1 ? parts[^2] : string.Empty;
    }

    private static string File(string name)
    {
        return name.Split('/')[^1];
    }

    private static int? Leading(string text, ClassNames classes)
    {
        return classes.OfIndex(string.Concat(text.TakeWhile(char.IsAsciiDigit)));
    }

    /// <summary>"000_tench": an index, and the label of that class.</summary>
    private static int? Both(string text, ClassNames classes)
    {
        Match match = IndexAndLabel().Match(text);
        return match.Success && classes.OfIndex(match.Groups[1].Value) is int index
            && classes.Fits(index, match.Groups[2].Value) ? index : null;
    }

    /// <summary>ImageNet's classes are in the order of their WordNet numbers; this needs a folder for each.</summary>
    private static Func<string, int?> InOrder(IReadOnlyList<string> names, ClassNames classes)
    {
        string[] numbers = [.. names.Select(Folder).Where(f => WordNet().IsMatch(f)).Distinct()
            .Order(StringComparer.Ordinal)];
        return text => numbers.Length == classes.Count && Array.IndexOf(numbers, text) is >= 0 and int index
            ? index
            : null;
    }

    [GeneratedRegex(@"^(\d{1,5})[\s_.\-]+(.+)$")]
    private static partial Regex IndexAndLabel();

    [GeneratedRegex(@"^n\d{8}$")]
    private static partial Regex WordNet();
}
