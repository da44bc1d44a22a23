using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>Lines of a Markdown table.</summary>
internal static class MarkdownTable
{
    /// <summary>A heading and rows; "|" and "&lt;" in cells are escaped.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        return [Row(heading), "|" + string.Concat(heading.Select(_ => "---|")), .. rows.Select(Row)];
    }

    /// <summary>Lines that a document shows as they are.</summary>
    public static IReadOnlyList<string> Block(string text)
    {
        List<string> lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        IEnumerable<string> full = lines.SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse();
        return ["```text", .. full, "```"];
    }

    private static string Row(IReadOnlyList<string> cells)
    {
        return "| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |";
    }
}
