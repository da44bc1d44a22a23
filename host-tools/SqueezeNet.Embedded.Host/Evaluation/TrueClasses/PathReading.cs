using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>One way in which paths may name classes.</summary>
/// <param name="What">For people: what is read, in the plural.</param>
/// <param name="From">The option that asks for it.</param>
/// <param name="Parts">Of a path below the folder: the parts that may be read, in order of preference.</param>
/// <param name="Class">The class that a part names; null if it names none.</param>
internal sealed partial record PathReading(
    string What, ClassesFrom From, Func<string, IEnumerable<string>> Parts, Func<string, int?> Class)
{
    private const string Labels = "folder names as labels";

    /// <summary>Whether parts are labels and nothing else.</summary>
    public bool AreLabels => What == Labels;

    /// <summary>All readings of some paths, the preferred ones first.</summary>
    public static IReadOnlyList<PathReading> All(IReadOnlyList<string> names, ClassNames classes)
    {
        return
        [
            new(Labels, ClassesFrom.Folder, Folders, classes.OfLabel),
            new("folder names as index and label", ClassesFrom.Folder, Folders, text => Both(text, classes)),
            new("folder names as class indices", ClassesFrom.Folder, Folders, classes.OfIndex),
            new("folders' WordNet numbers in their order", ClassesFrom.Folder, Folders, InOrder(names, classes)),
            new("numbers that file names begin with", ClassesFrom.Name, File, text => Leading(text, classes)),
        ];
    }

    /// <summary>The class that a path names; null if none.</summary>
    public int? ClassOf(string name)
    {
        return Parts(name).Select(Class).FirstOrDefault(c => c is not null);
    }

    /// <summary>For people: what a path has where the class should stand.</summary>
    public string Part(string name)
    {
        return Parts(name).FirstOrDefault(string.Empty);
    }

    /// <summary>The nearest first: sessions or cameras may lie between, and sets such as 'train' above.</summary>
    private static IEnumerable<string> Folders(string name)
    {
        return name.Split('/').SkipLast(1).Reverse();
    }

    private static IEnumerable<string> File(string name)
    {
        return [name.Split('/')[^1]];
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
        string[] numbers = [.. names.SelectMany(Folders).Where(f => WordNet().IsMatch(f)).Distinct()
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
