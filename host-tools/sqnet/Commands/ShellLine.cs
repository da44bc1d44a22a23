using System.CommandLine;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A command as it was given, so that a shell takes it again.</summary>
internal static class ShellLine
{
    private const string Plain = "-_./=:,@%+~\\";

    public static string Of(ParseResult parsed)
    {
        return string.Join(' ', parsed.Tokens.Select(token => Quote(token.Value)).Prepend("sqnet"));
    }

    private static string Quote(string word)
    {
        return word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || Plain.Contains(c))
            ? word
            : $"'{word.Replace("'", "'\\''")}'";
    }
}
