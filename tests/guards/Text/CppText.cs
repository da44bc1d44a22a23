using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Guards.Text;

/// <summary>Source text in C and C++.</summary>
internal static partial class CppText
{
    /// <summary>
    /// The text with comments, literals and preprocessor lines blanked out; the lines stay where they are.
    /// </summary>
    public static string Code(string source)
    {
        return Blanked(Literals(), Blanked(Directives(), Blanked(Comments(), source)));
    }

    private static string Blanked(Regex regex, string text)
    {
        return regex.Replace(text, match => Blank().Replace(match.Value, " "));
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^[ \t]*\#([^\n\\]|\\\n|\\.)*", RegexOptions.Multiline)]
    private static partial Regex Directives();

    [GeneratedRegex(@"""([^""\\\n]|\\.)*""|'([^'\\\n]|\\.)*'")]
    private static partial Regex Literals();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blank();
}
