using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>The checkout and its documents.</summary>
internal static class Repository
{
    private static readonly string[] foreign = ["bin", "obj", "artifacts", "node_modules", "build", "TestResults"];

    private static readonly Lazy<IReadOnlyList<string>> files = new(
        () => Walk(string.Empty).Order(StringComparer.Ordinal).ToList());

    private static readonly Lazy<IReadOnlyList<Document>> documents = new(
        () => Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(Document.Read).ToList());

    /// <summary>The checkout's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files but those that builds make, as paths from the root.</summary>
    public static IReadOnlyList<string> Files => files.Value;

    /// <summary>Every Markdown file.</summary>
    public static IReadOnlyList<Document> Documents => documents.Value;

    /// <summary>A file or folder of the checkout.</summary>
    public static string At(string path)
    {
        return Path.Combine(Root, path);
    }

    /// <summary>The text of a file of the checkout.</summary>
    public static string Text(string path)
    {
        return File.ReadAllText(At(path));
    }

    private static IEnumerable<string> Walk(string folder)
    {
        DirectoryInfo here = new(At(folder));
        IEnumerable<string> deeper = here.EnumerateDirectories()
            .Where(child => !child.Name.StartsWith('.') && !foreign.Contains(child.Name) && child.LinkTarget is null)
            .SelectMany(child => Walk(Path.Combine(folder, child.Name)));
        return here.EnumerateFiles().Select(file => Path.Combine(folder, file.Name)).Concat(deeper);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SqueezeNet.Embedded.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests must run inside the checkout.");
    }
}
