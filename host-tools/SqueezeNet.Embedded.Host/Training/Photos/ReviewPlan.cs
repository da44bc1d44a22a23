using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Finds the places of reviewed photos, and refuses what cannot be meant.</summary>
internal sealed class ReviewPlan
{
    /// <summary>The action of a photo that stays.</summary>
    public const string Keep = "keep";

    private const string Remove = "remove";
    private const string Move = "move:";

    // Hidden, so that it is no class.
    private const string Removed = ".removed";

    private readonly string folder;
    private readonly string[] classes;
    private readonly HashSet<string> sources = new(
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ReviewMove> moves = [];

    /// <param name="folder">Folder of the class folders.</param>
    /// <param name="labels">Of photos to be reviewed: such a folder is a class, whatever it is called.</param>
    /// <exception cref="TrainingException">There is no such folder.</exception>
    public ReviewPlan(string folder, IReadOnlyCollection<string> labels)
    {
        if (!Directory.Exists(folder))
        {
            throw new TrainingException($"{folder}: no such folder; name the folder of the photos.");
        }

        this.folder = Path.GetFullPath(folder);
        classes = [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path))
            .Where(name => !FolderNames.IsKept(name) || labels.Contains(name)).Order(NaturalOrder.Names)];
    }

    /// <summary>In the order of the entries.</summary>
    public IReadOnlyList<ReviewMove> Moves => moves;

    /// <exception cref="TrainingException">The entry cannot be carried out.</exception>
    public void Add(ReviewEntry entry)
    {
        string? place = Place(entry);
        string from = Source(entry);
        if (place is not null)
        {
            moves.Add(new ReviewMove(from, Free(Path.Combine(folder, place), Path.GetFileName(from))));
        }
    }

    /// <summary>The folder that a photo goes to; null if it stays.</summary>
    private string? Place(ReviewEntry entry)
    {
        string action = entry.Action.Trim();
        if (action is Keep or Remove)
        {
            return action == Keep ? null : Path.Combine(Removed, Class(entry.Label));
        }

        if (!action.StartsWith(Move, StringComparison.Ordinal))
        {
            throw new TrainingException($"The action '{action}' is none of '{Keep}', '{Remove}' and '{Move}LABEL'.");
        }

        string target = Class(action[Move.Length..].Trim());
        return target != Class(entry.Label)
            ? target
            : throw new TrainingException($"It is in '{entry.Label}' already; to leave it there, write '{Keep}'.");
    }

    private string Class(string label)
    {
        string? found = classes.FirstOrDefault(name => name == label)
            ?? classes.FirstOrDefault(name => FolderNames.IsBackground(name) && FolderNames.IsBackground(label));
        return found ?? throw new TrainingException(
            $"There is no class '{label}'; {folder} has {string.Join(", ", classes.Select(name => $"'{name}'"))}.");
    }

    private string Source(ReviewEntry entry)
    {
        if (entry.File.Contains('\0', StringComparison.Ordinal))
        {
            throw new TrainingException("No file has such a name; mend it.");
        }

        string path = Path.GetFullPath(Path.Combine(folder, entry.File));
        string place = Path.Combine(folder, Class(entry.Label));
        if (!IsInside(path, place) || !IsStored(path, place))
        {
            throw new TrainingException($"It is not in the folder of its class '{entry.Label}'; mend file or label.");
        }

        if (!File.Exists(path))
        {
            throw new TrainingException("There is no such file; if it has been moved already, remove the entry.");
        }

        return sources.Add(path)
            ? path
            : throw new TrainingException("Another entry names the same file; remove one of them.");
    }

    private static bool IsInside(string path, string place)
    {
        return path.StartsWith(place + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>Whether no link below the class folder leads out of it; the photo itself may be a link.</summary>
    private static bool IsStored(string path, string place)
    {
        string real = RealPath.Of(Path.GetDirectoryName(path)!);
        return IsInside(Path.Combine(real, Path.GetFileName(path)), RealPath.Of(place));
    }

    /// <summary>A path that nothing has, nor will have.</summary>
    private string Free(string place, string name)
    {
        string path = Path.Combine(place, name);
        for (int n = 2; Path.Exists(path) || !targets.Add(path); n++)
        {
            string number = n.ToString(CultureInfo.InvariantCulture);
            path = Path.Combine(
                place, $"{Path.GetFileNameWithoutExtension(name)}_{number}{Path.GetExtension(name)}");
        }

        return path;
    }
}
