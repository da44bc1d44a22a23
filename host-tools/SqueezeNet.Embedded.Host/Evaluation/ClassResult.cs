using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How a blob does on one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Images">Images that show it.</param>
/// <param name="Named">Images that it was named first for.</param>
/// <param name="Right">Those of both.</param>
public sealed record ClassResult(int Class, int Images, int Named, int Right)
{
    /// <summary>Percent of the images that show it for which it was named; null if none shows it.</summary>
    public double? Recall => Images == 0 ? null : 100.0 * Right / Images;

    /// <summary>Percent of the images that it was named for which show it; null if it was named for none.</summary>
    public double? Precision => Named == 0 ? null : 100.0 * Right / Named;

    /// <summary>Images that are wrong because of it: not named, or named for another class.</summary>
    public int Mistakes => Images + Named - (2 * Right);

    /// <summary>Counts, for each class that was shown or named, in order of the classes.</summary>
    /// <param name="confusion">[true class][named class]: images.</param>
    public static IReadOnlyList<ClassResult> Of(int[][] confusion)
    {
        int[] named = new int[confusion.Length];
        foreach (int[] row in confusion)
        {
            for (int c = 0; c < row.Length; c++)
            {
                named[c] += row[c];
            }
        }

        return [.. confusion.Select((row, c) => new ClassResult(c, row.Sum(), named[c], row[c]))
            .Where(result => result.Images + result.Named > 0)];
    }

    /// <summary>
    /// Those with mistakes, the worst first by recall and precision in one (F1); those that no image shows come last.
    /// </summary>
    public static IReadOnlyList<ClassResult> Worst(IEnumerable<ClassResult> results)
    {
        return [.. results.Where(result => result.Mistakes > 0)
            .OrderBy(result => result.Images == 0)
            .ThenBy(result => 2.0 * result.Right / (result.Images + result.Named))
            .ThenByDescending(result => result.Mistakes)
            .ThenBy(result => result.Class)];
    }
}
