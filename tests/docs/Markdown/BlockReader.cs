using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>Finds the blocks of code of a document.</summary>
internal sealed partial class BlockReader
{
    private const string Fence = "```";
    private const int Indentation = 4;

    private readonly string file;
    private readonly string[] lines;
    private readonly bool[] isCode;
    private readonly List<CodeBlock> blocks = [];
    private int at;

    private BlockReader(string file, string[] lines, bool[] isCode)
    {
        this.file = file;
        this.lines = lines;
        this.isCode = isCode;
    }

    /// <summary>Reads all blocks and marks their lines.</summary>
    public static IReadOnlyList<CodeBlock> Read(string file, string[] lines, bool[] isCode)
    {
        BlockReader reader = new(file, lines, isCode);
        while (reader.at < lines.Length)
        {
            reader.ReadNext();
        }

        return reader.blocks;
    }

    private void ReadNext()
    {
        if (lines[at].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
        {
            ReadFenced();
        }
        else if (BeginsIndented())
        {
            ReadIndented();
        }
        else
        {
            at++;
        }
    }

    private void ReadFenced()
    {
        int first = at;
        string language = lines[at].Trim()[Fence.Length..].Trim();
        int end = Array.FindIndex(lines, at + 1, line => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal));
        int last = end < 0 ? lines.Length - 1 : end;
        Add(first, last, language, isFenced: true, lines[(first + 1)..last]);
        at = last + 1;
    }

    /// <summary>It begins behind an empty line; in a list it is indented further than the list's text.</summary>
    private bool BeginsIndented()
    {
        bool afterGap = at == 0 || string.IsNullOrWhiteSpace(lines[at - 1]);
        return afterGap && Depth(lines[at]) >= Indentation + ListDepth() && !string.IsNullOrWhiteSpace(lines[at]);
    }

    private void ReadIndented()
    {
        int first = at;
        int depth = Depth(lines[at]);
        int last = at;
        for (; at < lines.Length && (string.IsNullOrWhiteSpace(lines[at]) || Depth(lines[at]) >= depth); at++)
        {
            last = string.IsNullOrWhiteSpace(lines[at]) ? last : at;
        }

        Add(first, last, string.Empty, isFenced: false, lines[first..(last + 1)]);
    }

    private void Add(int first, int last, string language, bool isFenced, string[] content)
    {
        Array.Fill(isCode, true, first, last - first + 1);
        int depth = content.Where(line => line.Length > 0).Select(Depth).DefaultIfEmpty(0).Min();
        List<string> trimmed = content.Select(line => line.Length >= depth ? line[depth..] : line).ToList();
        blocks.Add(new CodeBlock(file, first + 1, language, isFenced, CommentBefore(first), trimmed));
    }

    private string CommentBefore(int line)
    {
        string before = line > 0 ? lines[line - 1].Trim() : string.Empty;
        return before.StartsWith("<!--", StringComparison.Ordinal) && before.EndsWith("-->", StringComparison.Ordinal)
            ? before[4..^3].Trim()
            : string.Empty;
    }

    /// <summary>How far the text of the list item is indented that the line belongs to, or 0.</summary>
    private int ListDepth()
    {
        for (int i = at - 1; i >= 0; i--)
        {
            string text = lines[i].TrimStart();
            if (Item().IsMatch(text) && !isCode[i])
            {
                return Depth(lines[i]) + text.IndexOf(' ', StringComparison.Ordinal) + 1;
            }

            if (text.Length > 0 && Depth(lines[i]) == 0)
            {
                return 0;
            }
        }

        return 0;
    }

    private static int Depth(string line)
    {
        return line.Length - line.TrimStart().Length;
    }

    [GeneratedRegex(@"^(-|\d{1,2}\.) ")]
    private static partial Regex Item();
}
