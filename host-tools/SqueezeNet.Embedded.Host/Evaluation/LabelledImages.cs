using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>
/// The images of a folder whose paths name their class (<see cref="TrueClass"/>), in order of their paths.
/// </summary>
/// <param name="Truth">One class per file.</param>
public sealed record LabelledImages(string Folder, IReadOnlyList<string> Files, IReadOnlyList<int> Truth)
{
    /// <summary>Searches a folder and its sub-folders; the images themselves are not read.</summary>
    /// <exception cref="ImageFileException">There is none, or a path names no class.</exception>
    public static LabelledImages Find(string folder, IReadOnlyList<string> labels, int classes)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder).Files;
        return new LabelledImages(
            folder, files, files.Select(file => TrueClass.Of(file, folder, labels, classes)).ToArray());
    }

    /// <summary>An image's path below the folder, with forward slashes.</summary>
    public string Name(int index)
    {
        return Path.GetRelativePath(Folder, Files[index]).Replace('\\', '/');
    }
}
