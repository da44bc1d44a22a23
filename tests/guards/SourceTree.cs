using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>A text file of the checkout.</summary>
/// <param name="Path">From the checkout, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text);

/// <summary>The text files of the checkout, without what builds make.</summary>
internal static class SourceTree
{
    private static readonly string[] made = [".git", "artifacts", "bin", "build", "node_modules", "obj", "TestResults"];

    /// <summary>Reads the files whose names end in one of some ways.</summary>
    /// <param name="ends">Such as ".cs".</param>
    public static IReadOnlyList<SourceFile> Read(params string[] ends)
    {
        return
        [
            .. Files(new DirectoryInfo(Repository.Root))
                .Where(file => ends.Any(end => file.EndsWith(end, StringComparison.Ordinal)))
                .Select(file => new SourceFile(Relative(file), File.ReadAllText(file)))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Files(DirectoryInfo folder)
    {
        IEnumerable<DirectoryInfo> inner =
            folder.GetDirectories().Where(item => !made.Contains(item.Name) && item.LinkTarget is null);
        return folder.GetFiles().Select(file => file.FullName).Concat(inner.SelectMany(Files));
    }

    private static string Relative(string file)
    {
        return Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
    }
}
