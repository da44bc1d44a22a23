using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>Which folders are classes by their names.</summary>
internal static class FolderNames
{
    /// <summary>The class of photos that show none of the others.</summary>
    public const string Background = "background";

    // What a blob has room for (SPEC 5.6).
    private const int MostLabelBytes = 255;

    // Besides those that begin with a dot or an underscore: what systems and storage devices keep among files.
    private static readonly HashSet<string> kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "@eaDir", "@Recycle", "#recycle", "#snapshot", "$RECYCLE.BIN", "System Volume Information", "lost+found",
        "Thumbs.db",
    };

    /// <summary>Whether a program keeps a folder for itself: notebooks, archives, systems.</summary>
    public static bool IsKept(string name)
    {
        return name.StartsWith('.') || name.StartsWith('_') || kept.Contains(name);
    }

    /// <summary>Whether a path below a class leads through such a folder.</summary>
    /// <param name="name">With forward slashes, the file's name last.</param>
    public static bool LeadsThroughKept(string name)
    {
        return name.Split('/').SkipLast(1).Any(part => part.StartsWith("__", StringComparison.Ordinal)
            || part.StartsWith('.') || kept.Contains(part));
    }

    /// <summary>Whether a folder's name says that it is the background.</summary>
    public static bool IsBackground(string name)
    {
        return name.Equals(Background, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Fails if a name cannot be a label.</summary>
    /// <exception cref="TrainingException">
    /// It is blank or ends in blanks, is too long, or has control characters.
    /// </exception>
    public static void Require(string name)
    {
        string shown = new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new TrainingException(
                "A class folder's name is blank, and it would be the label; give the folder a name.");
        }

        if (name.Any(char.IsControl))
        {
            throw new TrainingException(
                $"The class folder '{shown}' has a control character in its name, which would be the label; "
                + "rename it.");
        }

        if (name != name.Trim())
        {
            throw new TrainingException(
                $"The name of the class folder '{shown}' begins or ends with a blank, which a label does not; rename "
                + "it.");
        }

        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > MostLabelBytes)
        {
            throw new TrainingException(
                $"The name of the class folder '{shown[..20]}...' has {bytes} bytes, and a label at most "
                + $"{MostLabelBytes}; shorten it.");
        }
    }
}
