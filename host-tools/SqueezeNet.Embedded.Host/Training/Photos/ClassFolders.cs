using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>The class folders of a folder, and what in it is none.</summary>
/// <param name="Classes">In natural order of their labels, the background last.</param>
/// <param name="Skipped">Files that are none of the photos.</param>
/// <param name="Notes">What is to be known of that.</param>
internal sealed record ClassFolders(
    IReadOnlyList<ClassFolder> Classes, IReadOnlyList<SkippedFile> Skipped, IReadOnlyList<string> Notes)
{
    private const int Named = 3;

    /// <summary>Searches a folder; no image is opened.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="background">Folder of the background; null for the class folder of that name.</param>
    /// <exception cref="TrainingException">There are no two classes in it.</exception>
    public static ClassFolders Find(string folder, string? background)
    {
        string[] all = SubFolders(folder);
        string[] kept = [.. all.Where(path => FolderNames.IsKept(Path.GetFileName(path)))];
        string[] loose = [.. LooseImages(folder)];
        string? given = background is null ? null : Existing(background);
        string[] own = [.. all.Except(kept).Where(path => given is null || RealPath.Of(path) != RealPath.Of(given))];
        RequireOneBackground(own, given);
        if (given is not null)
        {
            RequireApart(given, folder, all, own);
        }

        List<SkippedFile> skipped = [.. loose.Select(file => new SkippedFile(file, SkipReason.NoImage))];
        List<ClassFolder> classes = [.. own.Select(path => Search(path, Label(path), skipped))];
        if (given is not null)
        {
            classes.Add(Search(given, FolderNames.Background, skipped));
        }

        RequireClasses(folder, [.. classes.Select(c => c.Label)], loose.Length);
        string?[] notes =
        [
            PassedOver(folder, kept),
            loose.Length == 0 ? null : $"Images in {folder} itself, in no class folder, are skipped: "
                + $"{loose.Length} ({Names(folder, loose)}).",
        ];
        return new ClassFolders(
            [.. classes.OrderBy(c => c.Label == FolderNames.Background).ThenBy(c => c.Label, NaturalOrder.Names)],
            skipped, [.. notes.OfType<string>()]);
    }

    /// <summary>A few names, for messages.</summary>
    public static string Names(string folder, IReadOnlyCollection<string> paths)
    {
        string more = paths.Count > Named ? ", ..." : string.Empty;
        return string.Join(", ", paths.Take(Named).Select(path => ImageFolder.Name(folder, path))) + more;
    }

    private static string[] SubFolders(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new TrainingException(File.Exists(folder)
                ? $"{folder}: this is a file; name the folder that has a sub-folder of photos for each class."
                : $"{folder}: no such folder; name the one that has a sub-folder of photos for each class.");
        }

        try
        {
            return [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            throw new TrainingException(
                $"{folder}: you may not open this folder; change its permissions (chmod u+rx).");
        }
    }

    private static IEnumerable<string> LooseImages(string folder)
    {
        return Directory.GetFiles(folder)
            .Where(file => !Path.GetFileName(file).StartsWith('.')
                && ImageKinds.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
    }

    private static string Existing(string background)
    {
        return Directory.Exists(background)
            ? background
            : throw new TrainingException(
                $"{background}: no such folder; name the one of photos that show none of the classes.");
    }

    private static void RequireOneBackground(string[] own, string? given)
    {
        string[] all = [.. own.Where(path => FolderNames.IsBackground(Path.GetFileName(path)))];
        if (all.Length + (given is null ? 0 : 1) > 1)
        {
            throw new TrainingException(
                $"There are two folders of background, {all[0]} and {given ?? all[1]}; put their photos into one.");
        }
    }

    /// <summary>A photo is of one class: none lies in two folders of classes.</summary>
    /// <exception cref="TrainingException">The background holds other photos, or lies among them.</exception>
    private static void RequireApart(string background, string folder, string[] all, string[] classes)
    {
        string real = RealPath.Of(background);
        bool isOne = all.Any(path => RealPath.Of(path) == real);
        string? shared = classes.Append(isOne ? null : folder).OfType<string>()
            .FirstOrDefault(path => Holds(RealPath.Of(path), real) || Holds(real, RealPath.Of(path)));
        if (shared is not null)
        {
            throw new TrainingException(
                $"The background {background} and {shared} have photos in common, as one lies in the other; put the "
                + $"background beside the class folders, or outside of {folder}.");
        }
    }

    private static bool Holds(string folder, string path)
    {
        string inside = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path == folder || path.StartsWith(inside, StringComparison.Ordinal);
    }

    private static string Label(string path)
    {
        string name = Path.GetFileName(path);
        FolderNames.Require(name);
        return FolderNames.IsBackground(name) ? FolderNames.Background : name;
    }

    private static ClassFolder Search(string path, string label, List<SkippedFile> skipped)
    {
        ImageFolder found = ImageFolder.Of(path);
        SkippedFile[] kept = [.. found.Files
            .Where(file => FolderNames.LeadsThroughKept(ImageFolder.Name(path, file)))
            .Select(file => new SkippedFile(file, SkipReason.Hidden))];
        ImageFolder used = found.Without(kept);
        skipped.AddRange(used.Skipped);
        return new ClassFolder(label, path, used.Files);
    }

    private static void RequireClasses(string folder, string[] labels, int loose)
    {
        const string Layout = "make a folder for each class, named as its label, and put its photos into it";
        if (labels.Length == 0)
        {
            throw new TrainingException(loose > 0
                ? $"{folder} has {ImageFolder.Count(loose, "image")} and no folder for a class; {Layout}."
                : $"{folder} has no folder for a class; {Layout}.");
        }

        if (labels.Length == 1)
        {
            throw new TrainingException(
                $"{folder} has one class only, '{labels[0]}', and a network tells at least two apart; add a folder of "
                + "photos of what else the camera sees, for example 'background'.");
        }
    }

    private static string? PassedOver(string folder, string[] kept)
    {
        return kept.Length == 0 ? null : kept.Length == 1
            ? $"The folder {Names(folder, kept)} is taken for no class, by its name."
            : $"{kept.Length} folders are taken for no classes, by their names: {Names(folder, kept)}.";
    }
}
