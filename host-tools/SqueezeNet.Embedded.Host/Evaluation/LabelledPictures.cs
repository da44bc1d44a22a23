using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>The pictures of a folder whose paths name their class (<see cref="TrueClass"/>), in order of their paths.</summary>
/// <param name="Truth">One class per file.</param>
public sealed record LabelledPictures(string Folder, IReadOnlyList<string> Files, IReadOnlyList<int> Truth)
{
    /// <summary>Searches a folder and its sub-folders; the pictures themselves are not read.</summary>
    /// <exception cref="ImageFileException">There is none, or a path names no class.</exception>
    public static LabelledPictures Find(string folder, IReadOnlyList<string> labels, int classes)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder);
        return new LabelledPictures(
            folder, files, files.Select(file => TrueClass.Of(file, folder, labels, classes)).ToArray());
    }

    /// <summary>A picture's path below the folder, with forward slashes.</summary>
    public string Name(int index)
    {
        return Path.GetRelativePath(Folder, Files[index]).Replace('\\', '/');
    }
}
