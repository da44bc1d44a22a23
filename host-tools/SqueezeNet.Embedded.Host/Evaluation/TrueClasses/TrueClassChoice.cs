using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation.TrueClasses;

/// <summary>Decides, once for a whole folder, how its paths name classes.</summary>
internal static class TrueClassChoice
{
    /// <summary>The preferred reading that names a class for each image.</summary>
    /// <param name="names">Paths below the folder.</param>
    /// <param name="from">Where classes stand; null for anywhere.</param>
    /// <exception cref="ImageFileException">No reading does, or not the one that most images follow.</exception>
    public static TrueClassList Choose(
        string folder, IReadOnlyList<string> names, ClassNames classes, ClassesFrom? from)
    {
        Attempt[] attempts =
        [
            .. PathReading.All(names, classes).Where(r => from is null || r.From == from)
                .Select(reading => Attempt.Of(reading, names)),
        ];
        Attempt? chosen = attempts.FirstOrDefault(a => a.IsComplete);
        if (chosen is null || IsDoubtful(attempts, chosen))
        {
            throw Refuse(folder, names, classes, attempts);
        }

        return new TrueClassList(
            [.. chosen.Classes.Select(c => c!.Value)], chosen.Reading.What, [.. Notes(attempts, chosen)]);
    }

    /// <summary>
    /// Whether numbered files lie in folders most of which name classes: then the other folders are slips.
    /// </summary>
    private static bool IsDoubtful(Attempt[] attempts, Attempt chosen)
    {
        return chosen.Reading.From == ClassesFrom.Name
            && attempts.Any(a => a.Reading.From == ClassesFrom.Folder && a.Count * 2 > a.Classes.Count);
    }

    private static IEnumerable<string> Notes(Attempt[] attempts, Attempt chosen)
    {
        foreach (Attempt other in attempts.Where(a => a.IsComplete && a.Differences(chosen) > 0))
        {
            string remedy = other.Reading.From == chosen.Reading.From
                ? "a list of paths and classes (--classes-from FILE) can say so"
                : $"--classes-from {other.Reading.From.Text} takes those";
            yield return $"true classes: taken from {chosen.Reading.What}; {other.Reading.What} would give others for "
                + $"{other.Differences(chosen)} of {chosen.Classes.Count} images ({remedy})";
        }
    }

    private static ImageFileException Refuse(
        string folder, IReadOnlyList<string> names, ClassNames classes, Attempt[] attempts)
    {
        Attempt best = attempts.MaxBy(a => a.IsComplete ? -1 : a.Count)!;
        int missing = best.Classes.ToList().FindIndex(c => c is null);
        IEnumerable<string> tried = attempts.Where(a => !a.IsComplete).OrderByDescending(a => a.Count)
            .Where(a => a.Count > 0 || a.Reading.AreLabels || a.Reading.From == ClassesFrom.Name)
            .Select(a => a.Describe(names, classes));
        string settle = attempts.FirstOrDefault(a => a.IsComplete) is { } complete
            ? $", take {complete.Reading.What} with --classes-from {complete.Reading.From.Text}"
            : string.Empty;
        return new ImageFileException(
            System.IO.Path.Combine(folder, names[missing]),
            $"names no class of 0..{classes.Count - 1}, as {names.Count - best.Count} of {names.Count} images. Tried: "
            + $"{string.Join("; ", tried)}. Call each sub-folder after a label or class index, begin file names with "
            + $"the class index{settle}, or give a list of paths and classes (--classes-from FILE).");
    }
}
