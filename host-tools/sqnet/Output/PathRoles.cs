using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// Which options and arguments are paths, said where they are made. From this follow the check that no output is an
/// input, and the proof that outputs can be written; a test holds that all texts say what they are.
/// </summary>
internal static class PathRoles
{
    private static readonly Dictionary<Symbol, (PathRole Role, string[] Words)> roles = [];

    /// <summary>Says what an option's or argument's value is.</summary>
    /// <param name="words">Values that are no paths, even if there are files or folders of their names.</param>
    public static T As<T>(this T symbol, PathRole role, params string[] words)
        where T : Symbol
    {
        lock (roles)
        {
            roles[symbol] = (role, words);
        }

        return symbol;
    }

    /// <summary>What was said; null if nothing was.</summary>
    public static PathRole? Of(Symbol symbol)
    {
        lock (roles)
        {
            return roles.TryGetValue(symbol, out (PathRole Role, string[] Words) said) ? said.Role : null;
        }
    }

    /// <summary>Whether a value is one of the words that are no paths.</summary>
    public static bool IsWord(Symbol symbol, string value)
    {
        lock (roles)
        {
            return roles.TryGetValue(symbol, out (PathRole Role, string[] Words) said) && said.Words.Contains(value);
        }
    }
}
