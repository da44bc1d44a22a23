using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>The lines between "table: NAME (SOURCE)" and "end", both in HTML comments: a program makes them.</summary>
/// <param name="File">The document.</param>
/// <param name="First">Index of the first line between the comments.</param>
/// <param name="End">Index of the closing comment.</param>
/// <param name="Name">What is made.</param>
/// <param name="Source">The command or file that it is made of.</param>
internal sealed partial record Region(string File, int First, int End, string Name, string Source)
{
    private const string Closing = "<!-- end -->";

    /// <summary>Whether a line, counted from 1, is in it.</summary>
    public bool Holds(int line)
    {
        return line > First && line <= End;
    }

    /// <summary>All of a document.</summary>
    public static IEnumerable<Region> In(Document document)
    {
        for (int i = 0; i < document.Lines.Count; i++)
        {
            Match opening = Opening().Match(document.Lines[i]);
            if (opening.Success)
            {
                int end = document.Lines.ToList().IndexOf(Closing, i);
                int last = end >= 0 ? end : throw new FormatException($"{document.Path}:{i + 1}: no {Closing}");
                yield return new Region(document.Path, i + 1, last, opening.Groups[1].Value, opening.Groups[2].Value);
            }
        }
    }

    [GeneratedRegex(@"^<!-- table: ([\w-]+) \((.+)\) -->$")]
    private static partial Regex Opening();
}
