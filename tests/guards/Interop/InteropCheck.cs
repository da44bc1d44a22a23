using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Tests.Guards.Generator;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>Compares the C++ bodies of native methods with the managed declarations.</summary>
internal static class InteropCheck
{
    /// <summary>
    /// One line for each difference; none if every declaration has one body and every body a declaration.
    /// </summary>
    public static IReadOnlyList<string> Differences(NativeTable needed, CppSource source)
    {
        string[] declared = [.. needed.Methods.OfType<string>().Select(GeneratedSources.Name)];
        ILookup<string, string> defined = source.Defined().ToLookup(method => method);
        IEnumerable<string> missing =
            declared.Where(method => !defined.Contains(method)).Select(m => $"{m} is not defined");
        IEnumerable<string> surplus = defined.Where(group => !declared.Contains(group.Key)).Select(
            group => $"{group.Key} is defined, but there is no such managed declaration");
        IEnumerable<string> doubled = defined.Where(group => group.Count() > 1).Select(
            group => $"{group.Key} is defined {group.Count()} times");
        return [.. missing, .. surplus, .. doubled];
    }

    /// <summary>
    /// One line if a generated file differs from what is needed: the first line that does; else none.
    /// </summary>
    public static IReadOnlyList<string> Differences(string name, string needed, string actual)
    {
        string[] expected = needed.Split('\n');
        string[] lines = actual.Split('\n');
        int at = Enumerable.Range(0, int.Max(expected.Length, lines.Length))
            .FirstOrDefault(i => expected.ElementAtOrDefault(i) != lines.ElementAtOrDefault(i), -1);
        return at < 0
            ? []
            : [$"{name}:{at + 1} must be '{expected.ElementAtOrDefault(at)}', it is '{lines.ElementAtOrDefault(at)}'"];
    }
}
