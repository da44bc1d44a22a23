using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>A Markdown file, read as far as the tests need it.</summary>
internal sealed partial class Document
{
    private readonly bool[] isCode;

    private Document(string path, string[] lines)
    {
        Path = path;
        Lines = lines;
        isCode = new bool[lines.Length];
        Blocks = BlockReader.Read(path, lines, isCode);
    }

    /// <summary>From the root of the checkout.</summary>
    public string Path { get; }

    /// <summary>All lines.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>All blocks of code.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The lines outside of blocks with their numbers, from 1.</summary>
    public IEnumerable<Span> Prose => Enumerable.Range(0, Lines.Count)
        .Where(i => !isCode[i])
        .Select(i => new Span(Path, i + 1, Lines[i]));

    /// <summary>What stands between backticks.</summary>
    public IEnumerable<Span> InlineCode => Prose.SelectMany(line => Backticks().Matches(line.Text)
        .Select(match => line with { Text = match.Groups[1].Value }));

    /// <summary>Targets of links.</summary>
    public IEnumerable<Span> Links => Prose.SelectMany(line => LinkTarget().Matches(Backticks().Replace(line.Text, "x"))
        .Select(match => line with { Text = match.Groups[1].Value }));

    /// <summary>What a link may name behind a number sign.</summary>
    public IEnumerable<string> Anchors => Prose
        .Where(line => line.Text.StartsWith('#'))
        .Select(line => Anchor(line.Text.TrimStart('#').Trim()));

    /// <summary>Reads a file of the checkout.</summary>
    public static Document Read(string path)
    {
        return new Document(path, File.ReadAllLines(Repository.At(path)));
    }

    /// <summary>The rule of GitHub and GitLab for headings.</summary>
    private static string Anchor(string heading)
    {
        IEnumerable<char> kept = heading.ToLowerInvariant()
            .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_');
        return string.Concat(kept).Replace(' ', '-');
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkTarget();
}
