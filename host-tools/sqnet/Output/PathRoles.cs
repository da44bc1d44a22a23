using System.Collections.Generic;
using System.CommandLine;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// Which options and arguments are paths, said where they are made. From this follow the check that no output is an
/// input, and the proof that outputs can be written; a test holds that all texts say what they are.
/// </summary>
internal static class PathRoles
{
    private static readonly Dictionary<Symbol, PathRole> roles = [];

    /// <summary>Says what an option's or argument's value is.</summary>
    public static T As<T>(this T symbol, PathRole role)
        where T : Symbol
    {
        lock (roles)
        {
            roles[symbol] = role;
        }

        return symbol;
    }

    /// <summary>What was said; null if nothing was.</summary>
    public static PathRole? Of(Symbol symbol)
    {
        lock (roles)
        {
            return roles.TryGetValue(symbol, out PathRole role) ? role : null;
        }
    }
}
