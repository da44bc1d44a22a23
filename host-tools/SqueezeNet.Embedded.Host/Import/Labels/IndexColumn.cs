using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Lines that hold an index each, all in the same form.</summary>
/// <param name="Labels">What is left of them, in the order of the indices.</param>
internal sealed record IndexColumn(IReadOnlyList<LabelLine> Labels, IReadOnlyList<string> Notes)
{
    /// <summary>
    /// Reads indices from lines; null where numbers seem to be parts of labels, such as "2 euro".
    /// </summary>
    /// <exception cref="ImportException">
    /// Some lines have an index and others not, or indices are not complete.
    /// </exception>
    public static IndexColumn? Find(string path, IndexForm form, IReadOnlyList<LabelLine> lines)
    {
        Entry[] entries = [.. lines.Select(l => Entry.Of(form, l))];
        string? mark = entries.Where(e => e.Mark is not null).GroupBy(e => e.Mark)
            .OrderByDescending(g => g.Count()).FirstOrDefault()?.Key;
        if (mark is null)
        {
            return null;
        }

        bool isTable = mark is "N\t" or "N," or "N;" or "\tN" or ",N" or ";N";
        bool hasHeading = isTable && lines.Count > 1 && entries[0].Mark != mark && entries[1].Mark == mark;
        Entry[] body = hasHeading ? entries[1..] : entries;
        int? first = body.All(e => e.Mark == mark) ? IndexOrder.First([.. body.Select(e => e.Index)]) : null;
        if (first is null || (!isTable && AreParts(body, mark)))
        {
            RequireNone(path, mark, isTable, body);
            return null;
        }

        return new IndexColumn(
            [.. body.OrderBy(e => e.Index).Select(e => e.Line with { Text = Unquote(e.Label) })],
            [.. Notices(form, mark, first.Value, body.Length, hasHeading ? lines[0].Text : null)]);
    }

    private static IEnumerable<string> Notices(IndexForm form, string mark, int first, int count, string? heading)
    {
        if (heading is not null && mark != "N\t")
        {
            yield return $"labels: left out the heading '{heading}'";
        }

        if (mark != "N\t")
        {
            string shown = mark.Replace("\t", "<TAB>", StringComparison.Ordinal);
            yield return $"labels: took off '{shown}' {form.Where} each of {count} lines, N being the class";
        }

        if (first == 1)
        {
            yield return "labels: its indices count from 1, so the label of 1 is that of class 0";
        }
    }

    /// <summary>Whether what would be left is mostly the same: numbers are then what tells labels apart.</summary>
    private static bool AreParts(Entry[] body, string mark)
    {
        string[] left = [.. body.Where(e => e.Mark == mark).Select(e => e.Label)];
        return left.Length > 1 && left.Distinct().Count() * 2 <= left.Length;
    }

    /// <summary>Refuses lines of which some seem to hold indices.</summary>
    private static void RequireNone(string path, string mark, bool isTable, Entry[] body)
    {
        bool areAll = body.All(e => e.Mark == mark);
        int inPlace = Math.Max(InPlace(body, mark, 0), InPlace(body, mark, 1));
        // A label before a tab may be a number by itself.
        bool isTab = mark == "N\t" && body.Count(e => e.Mark == mark) * 2 >= body.Length;
        bool areMeant = isTab || (isTable && areAll) || (inPlace > 1 && !AreParts(body, mark));
        if (!areMeant)
        {
            return;
        }

        int odd = areAll
            ? IndexOrder.Odd([.. body.Select(e => e.Index)])
            : Array.FindIndex(body, e => e.Mark != mark);
        string shown = mark.Replace("\t", "<TAB>", StringComparison.Ordinal);
        string problem = areAll
            ? $"line {body[odd].Line.Number} has an index twice, or one that leaves a gap"
            : $"line {body[odd].Line.Number}, '{body[odd].Line.Text}', has no index as other lines have it ('{shown}')";
        throw new ImportException(path, problem, $"Number all classes from 0, each once. {LabelsFile.Remedy}");
    }

    private static int InPlace(Entry[] body, string mark, int first)
    {
        return body.Where((e, i) => e.Mark == mark && e.Index == i + first).Count();
    }

    /// <summary>A table puts quotes around what has its separator in it.</summary>
    private static string Unquote(string label)
    {
        return label.Length > 1 && label[0] == '"' && label[^1] == '"'
            ? label[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : label;
    }

    private sealed record Entry(LabelLine Line, int Index, string Label, string? Mark)
    {
        public static Entry Of(IndexForm form, LabelLine line)
        {
            return form.Read(line.Text) is (int index, string label, string mark)
                ? new Entry(line, index, label, mark)
                : new Entry(line, -1, line.Text, null);
        }
    }
}
