using System.Globalization;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Texts that others have written, for a terminal.</summary>
internal static class PlainText
{
    private const char Replacement = '\ufffd';

    /// <summary>
    /// The text with a sign in place of each control character and of each mark that turns the direction of writing:
    /// a label, a reason or a name from a broker must not steer the terminal.
    /// </summary>
    public static string Of(string text)
    {
        return text.Any(Steers) ? string.Concat(text.Select(c => Steers(c) ? Replacement : c)) : text;
    }

    private static bool Steers(char c)
    {
        return char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
    }
}
