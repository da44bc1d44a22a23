using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>How a line may hold an index beside its label.</summary>
/// <param name="Where">For people: before or behind.</param>
internal sealed partial record IndexForm(Regex Pattern, string Where)
{
    /// <summary>Before the label, then behind it.</summary>
    public static IndexForm[] All { get; } = [new(Before(), "before"), new(Behind(), "behind")];

    /// <summary>The index of a line, its label, and what stands around the index; null if there is none.</summary>
    public (int Index, string Label, string Mark)? Read(string line)
    {
        Match match = Pattern.Match(line);
        if (!match.Success)
        {
            return null;
        }

        string separator = match.Groups["sep"].Value;
        bool isTab = separator.Contains('\t');
        string plain = isTab ? "\t" : string.Concat(separator.Where(c => !char.IsWhiteSpace(c)));
        plain = plain.Length == 0 ? " " : plain;
        string label = match.Groups["label"].Value;
        // Columns between index and label are something else, such as WordNet's numbers.
        label = isTab && Where == "before" ? label[(label.LastIndexOf('\t') + 1)..] : label;
        string mark = Where == "before" ? $"{match.Groups["open"].Value}N{plain}" : $"{plain}N";
        return (int.Parse(match.Groups["index"].ValueSpan, CultureInfo.InvariantCulture), label.Trim(), mark);
    }

    [GeneratedRegex(
        @"^(?<open>[\[(#]?)(?<index>\d{1,5})"
        + @"(?<sep>\s*[\])]?\s*(?:=>|->|[:,;=|._\-])\s*|\s*[\])]\s*|\s+)(?<label>\S.*)$")]
    private static partial Regex Before();

    [GeneratedRegex(@"^(?<label>.*\S)(?<sep>\s*[,;:=|]\s*|\s*\t\s*)(?<index>\d{1,5})$")]
    private static partial Regex Behind();
}
