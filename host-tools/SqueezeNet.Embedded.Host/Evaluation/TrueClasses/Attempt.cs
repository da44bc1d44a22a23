using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>What one reading makes of all paths.</summary>
/// <param name="Classes">One per path; null where it names none.</param>
internal sealed record Attempt(PathReading Reading, IReadOnlyList<int?> Classes)
{
    private const int ShownParts = 3;

    /// <summary>How many paths name a class.</summary>
    public int Count { get; } = Classes.Count(c => c is not null);

    /// <summary>Whether all paths do.</summary>
    public bool IsComplete => Count == Classes.Count;

    /// <summary>Reads all paths.</summary>
    public static Attempt Of(PathReading reading, IReadOnlyList<string> names)
    {
        return new Attempt(reading, [.. names.Select(reading.ClassOf)]);
    }

    /// <summary>For how many paths another reading gives another class.</summary>
    public int Differences(Attempt other)
    {
        return Classes.Zip(other.Classes).Count(pair => pair.First != pair.Second);
    }

    /// <summary>For people: how far it went, and what names no class.</summary>
    public string Describe(IReadOnlyList<string> names, ClassNames classes)
    {
        string[] odd = [.. names.Where((_, i) => Classes[i] is null).Select(Reading.Part).Distinct()];
        IEnumerable<string> shown = odd.Take(ShownParts).Select(part => Show(part, Reading.AreLabels ? classes : null));
        string more = odd.Length > ShownParts ? $" and {odd.Length - ShownParts} more" : string.Empty;
        return $"{Reading.What} ({Count} of {names.Count} images; not {string.Join(", ", shown)}{more})";
    }

    private static string Show(string part, ClassNames? classes)
    {
        string? nearest = part.Length > 0 ? classes?.Nearest(part) : null;
        return part.Length == 0 ? "the images beside the sub-folders"
            : nearest is null ? $"'{part}'" : $"'{part}', nearest label '{nearest}'";
    }
}
