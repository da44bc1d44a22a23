using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Takes known decorations off lines that are all decorated alike.</summary>
internal sealed class LabelLines
{
    private readonly string path;
    private readonly List<string> notes = [];
    private List<LabelLine> lines;

    private LabelLines(string path, string text)
    {
        this.path = path;
        lines = [.. text.Split('\n').Select((line, i) => new LabelLine(i + 1, line.Trim('\r', ' ')))];
    }

    /// <summary>One label per line.</summary>
    public static LabelList Read(string path, string text)
    {
        LabelLines all = new(path, text);
        bool hasIndex = false;
        bool changed = true;
        while (changed)
        {
            changed = Decoration.All.Any(all.TakeOff) || (!hasIndex && all.TakeIndex());
            hasIndex |= all.indexed;
        }

        return new LabelList([.. all.lines.Select(l => l.Text.Trim())], all.notes);
    }

    private bool indexed;

    private bool TakeOff(Decoration decoration)
    {
        Match[] matches = [.. lines.Select(l => decoration.Pattern.Match(l.Text))];
        int count = matches.Count(m => m.Success);
        if (count == 0 || !AreAlike(decoration, matches, count))
        {
            return false;
        }

        notes.Add($"labels: took off {decoration.What} each of {count} lines");
        lines = [.. lines.Zip(matches, (l, m) => m.Success ? l with { Text = Unescape(m) } : l)];
        return true;
    }

    /// <summary>Whether all lines have a decoration, or those that need it.</summary>
    private bool AreAlike(Decoration decoration, Match[] matches, int count)
    {
        bool last = decoration == Decoration.All[0] && count == lines.Count - 1 && !matches[^1].Success;
        if (count == lines.Count || last)
        {
            return true;
        }

        // A table quotes what has a comma, and only that.
        bool isTable = decoration == Decoration.All[2]
            && lines.Zip(matches).All(p => p.Second.Success == p.First.Text.Trim('"').AsSpan().ContainsAny(',', '"'));
        if (isTable)
        {
            return true;
        }

        int odd = Array.FindIndex(matches, m => !m.Success);
        int example = Array.FindIndex(matches, m => m.Success);
        throw new ImportException(
            path,
            $"line {lines[example].Number} has {decoration.What} its label, '{lines[example].Text}', and line "
            + $"{lines[odd].Number} has not, '{lines[odd].Text}'",
            $"Write all lines alike. {LabelsFile.Remedy}");
    }

    /// <summary>The label; what a table writes twice inside quotes stands there once.</summary>
    private static string Unescape(Match match)
    {
        string mark = match.Groups["mark"].Value;
        string label = match.Groups["label"].Value;
        return mark.Length > 0 ? label.Replace(mark + mark, mark, StringComparison.Ordinal) : label;
    }

    private bool TakeIndex()
    {
        foreach (IndexForm form in IndexForm.All)
        {
            if (IndexColumn.Find(path, form, lines) is { } column)
            {
                notes.AddRange(column.Notes);
                lines = [.. column.Labels];
                return indexed = true;
            }
        }

        return false;
    }
}
