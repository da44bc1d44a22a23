using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation.TrueClasses;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>The images of a folder with their true classes, in order of their paths.</summary>
/// <param name="Truth">One class per file.</param>
public sealed record LabelledImages(string Folder, IReadOnlyList<string> Files, IReadOnlyList<int> Truth)
{
    /// <summary>The folder with what is not used of it; null if images were named one by one.</summary>
    public ImageFolder? Source { get; init; }

    /// <summary>For people: where the classes were read.</summary>
    public string Reading { get; init; } = string.Empty;

    /// <summary>What is to be known of that, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Searches a folder and its sub-folders and decides, for all images alike, where their true classes stand: in the
    /// names of their folders (labels before indices; the nearest folder that names a class counts), or in numbers that
    /// file names begin with. The images themselves are not read.
    /// </summary>
    /// <param name="labels">One per class, or none.</param>
    /// <param name="from">Where classes stand; null for what fits all images.</param>
    /// <exception cref="ImageFileException">There is no image, or one whose class is not known.</exception>
    public static LabelledImages Find(
        string folder, IReadOnlyList<string> labels, int classes, ClassesFrom? from = null)
    {
        ImageFolder source = ImageFile.Find(folder);
        string[] names = [.. source.Files.Select(file => ImageFolder.Name(folder, file))];
        ClassNames known = new(labels, classes);
        TrueClassList found = from?.ListFile is string list
            ? ClassListFile.Read(list, names, known)
            : TrueClassChoice.Choose(folder, names, known, from);
        return new LabelledImages(folder, source.Files, found.Classes)
        {
            Source = source,
            Reading = found.Reading,
            Notes = found.Notes,
        };
    }

    /// <summary>An image's path below the folder, with forward slashes.</summary>
    public string Name(int index)
    {
        return ImageFolder.Name(Folder, Files[index]);
    }

    /// <summary>Some of the images.</summary>
    internal LabelledImages Only(IReadOnlyList<int> some)
    {
        return this with { Files = [.. some.Select(i => Files[i])], Truth = [.. some.Select(i => Truth[i])] };
    }

    /// <summary>The images but for those that turned out to be of no use.</summary>
    internal LabelledImages Without(IReadOnlyCollection<SkippedFile> useless)
    {
        HashSet<string> names = [.. useless.Select(file => file.File)];
        return Only([.. Enumerable.Range(0, Files.Count).Where(i => !names.Contains(Files[i]))]) with
        {
            Source = Source?.Without(useless),
        };
    }
}
