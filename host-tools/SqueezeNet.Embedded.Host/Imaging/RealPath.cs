using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Paths with all links followed, so that two of them are equal if they lead to the same place.</summary>
internal static class RealPath
{
    // As Linux does: what has more leads in a circle.
    private const int MostLinks = 40;

    /// <summary>The path that a path leads to.</summary>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        Stack<string> parts = new(Parts(full));
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            string next = Path.Combine(real, part);
            if (links == MostLinks || new FileInfo(next).LinkTarget is not string target)
            {
                real = next;
                continue;
            }

            links++;
            string leadsTo = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(leadsTo)!;
            foreach (string further in Parts(leadsTo))
            {
                parts.Push(further);
            }
        }

        return real;
    }

    /// <summary>Names on the way, the last one first.</summary>
    private static IEnumerable<string> Parts(string full)
    {
        return full[Path.GetPathRoot(full)!.Length..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
            .Reverse();
    }
}
