using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>What texts on a board's console mean: the table that sqnet monitor uses.</summary>
internal static class CauseTable
{
    /// <summary>The table.</summary>
    /// <param name="source">Where the causes stand, for the reader of the document.</param>
    public static IReadOnlyList<string> Of(string source)
    {
        return MarkdownTable.Of(
            ["message", "cause", "remedy"],
            ConsoleCauses.All.Select(cause => new[]
            {
                string.Join(", ", cause.Phrases.Select(phrase => $"`{phrase.Trim()}`")), cause.Cause, cause.Remedy,
            }));
    }
}
