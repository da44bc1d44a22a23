using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>Finds files that need each other.</summary>
internal static class Circles
{
    /// <summary>One text for each circle: its arrows, and what ties the files.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Arrow> arrows)
    {
        ILookup<string, Arrow> from =
            arrows.Where(arrow => arrow.From != arrow.To).Distinct().ToLookup(arrow => arrow.From);
        List<string> circles = [];
        HashSet<string> seen = [];
        foreach (string start in from.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (!seen.Contains(start) && Shortest(start, from) is IReadOnlyList<string> circle)
            {
                seen.UnionWith(circle);
                circles.Add(Describe(circle, from));
            }
        }

        return circles;
    }

    /// <summary>The shortest way from a file back to it, null if there is none.</summary>
    private static List<string>? Shortest(string start, ILookup<string, Arrow> from)
    {
        Dictionary<string, string> cameFrom = [];
        Queue<string> next = new([start]);
        while (next.TryDequeue(out string? file))
        {
            foreach (string to in from[file].Select(arrow => arrow.To).Distinct())
            {
                if (cameFrom.TryAdd(to, file))
                {
                    next.Enqueue(to);
                }
            }
        }

        return cameFrom.ContainsKey(start) ? Way(start, cameFrom) : null;
    }

    private static List<string> Way(string start, Dictionary<string, string> cameFrom)
    {
        List<string> way = [start];
        for (string file = cameFrom[start]; file != start; file = cameFrom[file])
        {
            way.Add(file);
        }

        way.Add(start);
        way.Reverse();
        return way;
    }

    private static string Describe(IReadOnlyList<string> circle, ILookup<string, Arrow> from)
    {
        IEnumerable<string> steps = circle.Zip(circle.Skip(1), (file, to) =>
        {
            IEnumerable<string> names = from[file].Where(arrow => arrow.To == to).Select(arrow => arrow.Name);
            return $"    {file} -> {to}: {string.Join(", ", names.Order(StringComparer.Ordinal))}";
        });
        return string.Join('\n', steps.Prepend("a circle:"));
    }
}
