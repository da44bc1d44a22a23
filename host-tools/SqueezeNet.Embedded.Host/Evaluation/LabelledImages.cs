using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation.TrueClasses;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>The images of a folder with their true classes, in order of their paths.</summary>
/// <param name="Truth">One class per file.</param>
public sealed record LabelledImages(string Folder, IReadOnlyList<string> Files, IReadOnlyList<int> Truth)
{
    /// <summary>For people: where the classes were read.</summary>
    public string Reading { get; init; } = string.Empty;

    /// <summary>What is to be known of that, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Searches a folder and its sub-folders and decides, for all images alike, where their true classes stand: in the
    /// names of their folders (labels before indices), or in numbers that file names begin with. The images themselves
    /// are not read.
    /// </summary>
    /// <param name="labels">One per class, or none.</param>
    /// <param name="from">Where classes stand; null for what fits all images.</param>
    /// <exception cref="ImageFileException">There is no image, or one whose class is not known.</exception>
    public static LabelledImages Find(
        string folder, IReadOnlyList<string> labels, int classes, ClassesFrom? from = null)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder).Files;
        string[] names = [.. files.Select(file => Relative(folder, file))];
        ClassNames known = new(labels, classes);
        TrueClassList found = from?.ListFile is string list
            ? ClassListFile.Read(list, names, known)
            : TrueClassChoice.Choose(folder, names, known, from);
        return new LabelledImages(folder, files, found.Classes) { Reading = found.Reading, Notes = found.Notes };
    }

    /// <summary>An image's path below the folder, with forward slashes.</summary>
    public string Name(int index)
    {
        return Relative(Folder, Files[index]);
    }

    private static string Relative(string folder, string file)
    {
        return Path.GetRelativePath(folder, file).Replace('\\', '/');
    }
}
