using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>Words of documents that name files and folders of the checkout.</summary>
internal static partial class PathName
{
    private static readonly string[] sources = [".c", ".cs", ".csproj", ".h", ".md", ".nfproj", ".S", ".sh"];

    private static readonly HashSet<string> names = Repository.Files.Select(file => Path.GetFileName(file)).ToHashSet();

    /// <summary>The alternatives of "a.{h,c}", or the word itself.</summary>
    public static IEnumerable<string> Expand(string word)
    {
        Match braces = Braces().Match(word);
        return braces.Success
            ? braces.Groups[2].Value.Split(',').Select(middle => $"{braces.Groups[1]}{middle}{braces.Groups[3]}")
            : [word];
    }

    /// <summary>Whether a word is a path: its first part is in the root or beside the document.</summary>
    public static bool IsPath(string document, string word)
    {
        string first = word.Split('/')[0];
        return Written().IsMatch(word) && first.Length > 0 && first[0] != '.' && first != "artifacts"
            && (Directory.Exists(Repository.At(first)) || Directory.Exists(Beside(document, first)));
    }

    /// <summary>Whether a path is there; a star stands for anything within a part.</summary>
    public static bool Exists(string document, string path)
    {
        string trimmed = path.TrimEnd('/', '.', ':');
        return Matches(Repository.At(trimmed)) || Matches(Beside(document, trimmed));
    }

    /// <summary>Whether a word is the name of a source file, without a folder.</summary>
    public static bool IsSourceFile(string word)
    {
        return FileName().IsMatch(word) && sources.Contains(Path.GetExtension(word));
    }

    /// <summary>Whether any folder has a file of that name.</summary>
    public static bool IsSomewhere(string name)
    {
        return names.Contains(name);
    }

    /// <summary>A path without "..".</summary>
    public static string Normal(string path)
    {
        return Path.GetRelativePath(Repository.Root, Repository.At(path));
    }

    private static bool Matches(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return path.Contains('*', StringComparison.Ordinal)
            ? Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)).Any()
            : Path.Exists(path);
    }

    private static string Beside(string document, string path)
    {
        return Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path);
    }

    [GeneratedRegex(@"^([\w./-]*)\{([\w,.-]+)\}([\w./-]*)$")]
    private static partial Regex Braces();

    [GeneratedRegex(@"^[\w.*-]+(/[\w.*-]*)+$")]
    private static partial Regex Written();

    [GeneratedRegex(@"^[\w-][\w.-]*$")]
    private static partial Regex FileName();
}
