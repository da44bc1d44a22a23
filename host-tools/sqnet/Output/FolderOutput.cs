using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What commands say of a folder of images.</summary>
internal static class FolderOutput
{
    private const int NamedFiles = 20;

    /// <summary>Names what could not be read, and says in a line what was used and skipped.</summary>
    public static void Note(ImageFolder folder)
    {
        Name(folder.Skipped);
        Summarize(folder);
    }

    /// <summary>Names what could not be read.</summary>
    public static void Name(IReadOnlyList<SkippedFile> skipped)
    {
        SkippedFile[] damaged = [.. skipped.Where(file => file.Problem is not null)];
        foreach (SkippedFile file in damaged.Take(NamedFiles))
        {
            Terminal.Warn($"{file.File} is skipped: {file.Problem}");
        }

        if (damaged.Length > NamedFiles)
        {
            Terminal.Warn($"{damaged.Length - NamedFiles} more are skipped; --json names all.");
        }
    }

    /// <summary>Says in a line what was used and skipped.</summary>
    public static void Summarize(ImageFolder folder)
    {
        Terminal.Note(folder.Summary);
    }

    /// <summary>The JSON object that docs/cli.md describes under build.</summary>
    public static object? ToJson(ImageFolder? folder)
    {
        return folder is null ? null : new
        {
            folder.Path,
            Used = folder.Files.Count,
            Skipped = ToJson(folder.Skipped),
        };
    }

    /// <summary>Files that are not used, for JSON.</summary>
    public static IEnumerable<object> ToJson(IReadOnlyList<SkippedFile> files)
    {
        return files.Select(file => new
        {
            file.File,
            Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetName(file.Reason)!),
            file.Problem,
        });
    }
}
