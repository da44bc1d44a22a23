using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>Lines of a Markdown table.</summary>
internal static class MarkdownTable
{
    /// <summary>A heading and rows; "|" in cells is escaped.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        return [Row(heading), "|" + string.Concat(heading.Select(_ => "---|")), .. rows.Select(Row)];
    }

    /// <summary>Lines that a document shows as they are.</summary>
    public static IReadOnlyList<string> Block(string text)
    {
        string[] lines = text.Split('\n').Select(line => line.TrimEnd()).ToArray();
        int first = Array.FindIndex(lines, line => line.Length > 0);
        int last = Array.FindLastIndex(lines, line => line.Length > 0);
        return ["```text", .. lines[first..(last + 1)], "```"];
    }

    private static string Row(IReadOnlyList<string> cells)
    {
        IEnumerable<string> escaped = cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal));
        return $"| {string.Join(" | ", escaped)} |";
    }
}
