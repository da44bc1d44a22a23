using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>What stands around a label in each line of a file, besides an index.</summary>
/// <param name="Pattern">A line that has it: group "label" is what is left.</param>
/// <param name="What">For people: what is taken off.</param>
internal sealed partial record Decoration(Regex Pattern, string What)
{
    /// <summary>All that are known, in the order in which they are taken off.</summary>
    public static Decoration[] All { get; } =
    [
        new(Comma(), "',' behind"),
        new(Bullet(), "the bullet before"),
        new(Quotes(), "the quotes around"),
        new(WordNet(), "the WordNet number before"),
    ];

    [GeneratedRegex("^(?<label>.*[^,\\s])\\s*,$")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^[-*\u2022]\s+(?<label>\S.*)$")]
    private static partial Regex Bullet();

    [GeneratedRegex("^(?<mark>[\"'`])(?<label>.*)\\k<mark>$")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^n\d{8}[\s,:;]\s*(?<label>\S.*)$")]
    private static partial Regex WordNet();
}
