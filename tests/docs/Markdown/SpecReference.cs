using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>References such as "SPEC 4.2" and "SPEC 4.2, 4.3 and 5.4".</summary>
internal static partial class SpecReference
{
    /// <summary>The numbers of SPEC's headings.</summary>
    public static HashSet<string> Sections()
    {
        return Document.Read("SPEC.md").Prose
            .Select(line => Heading().Match(line.Text))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
    }

    /// <summary>The sections that a line refers to.</summary>
    public static IEnumerable<Span> In(Span line)
    {
        return Reference().Matches(line.Text)
            .SelectMany(match => Number().Matches(match.Value))
            .Select(match => line with { Text = match.Value });
    }

    [GeneratedRegex(@"^#+ (\d+(\.\d+)?)[. ]")]
    private static partial Regex Heading();

    [GeneratedRegex(@"SPEC(?:'s| section| sections)? \d+(\.\d+)?(?:(?:, | and |, and )\d+\.\d+)*")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
