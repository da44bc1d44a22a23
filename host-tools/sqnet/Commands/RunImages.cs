using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The images that sqnet run is given: files, and folders of them.</summary>
/// <param name="Files">In the order in which they were given, those of a folder in order of their paths.</param>
/// <param name="Folders">Folders among what was given.</param>
internal sealed record RunImages(IReadOnlyList<string> Files, IReadOnlyList<ImageFolder> Folders)
{
    private readonly List<SkippedFile> skipped = [];

    /// <summary>Searches the folders among what was given.</summary>
    /// <exception cref="ImageFileException">There is no image in a folder.</exception>
    public static RunImages Find(IReadOnlyList<string> given)
    {
        List<ImageFolder> folders = [.. given.Where(Directory.Exists).Distinct().Select(ImageFile.Find)];
        return new RunImages(
            [.. given.SelectMany(name => folders.FirstOrDefault(f => f.Path == name)?.Files ?? [name])], folders);
    }

    /// <summary>Passes over an image that cannot be read, if it was found in a folder.</summary>
    /// <returns>Whether it was.</returns>
    public bool TrySkip(ImageFileException e)
    {
        bool isFound = Folders.Any(folder => folder.Files.Contains(e.File));
        if (isFound && !Skips(e.File))
        {
            skipped.Add(SkippedFile.Of(e));
            Terminal.Warn($"{e.File} is skipped: {e.Problem}");
        }

        return isFound;
    }

    /// <summary>Whether an image has been passed over.</summary>
    public bool Skips(string file)
    {
        return skipped.Any(s => s.File == file);
    }

    /// <summary>Says of each folder what was used and skipped.</summary>
    /// <exception cref="ImageFileException">None of its images can be read.</exception>
    public void Summarize()
    {
        foreach (ImageFolder folder in Folders)
        {
            ImageFolder used = folder.Without([.. skipped.Where(file => folder.Files.Contains(file.File))]);
            FolderOutput.Summarize(used);
            if (used.Files.Count == 0)
            {
                throw new ImageFileException(folder.Path, $"none of its {folder.Files.Count} images can be read.");
            }
        }
    }
}
