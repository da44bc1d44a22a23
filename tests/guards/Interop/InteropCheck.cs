using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>Compares the C++ sources of native methods with what the managed declarations demand.</summary>
internal static class InteropCheck
{
    private const string Prefix = "Library_";

    /// <summary>One line for each difference; none if the CLR will find every method where it looks.</summary>
    public static IReadOnlyList<string> Differences(NativeTable needed, CppSource source)
    {
        NativeTable? table = source.Table(needed.Symbol);
        if (table is null)
        {
            return [$"there is no CLR_RT_NativeAssemblyData {needed.Symbol} with a table of CLR_RT_MethodHandler"];
        }

        string project = Project(needed, table);
        string[] methods = [.. needed.Methods.OfType<string>().Select(method => $"{Prefix}{project}_{method}")];
        return
        [
            .. Header(needed, table),
            .. Entries(needed, table, project),
            .. Compare("declared with NANOCLR_NATIVE_DECLARE", methods, Of(source.Declared(), project)),
            .. Compare("defined", methods, Of(source.Defined(), project)),
        ];
    }

    /// <summary>What stands between Library_ and the class's name in the table that is there.</summary>
    public static string Project(NativeTable needed, NativeTable table)
    {
        IEnumerable<string> classes = needed.Methods.OfType<string>().Select(method => method.Split("::")[0]).Distinct();
        IEnumerable<string> projects =
            from entry in table.Methods.OfType<string>()
            let name = entry.Split("::")[0]
            from type in classes
            where name.StartsWith(Prefix) && name.EndsWith("_" + type)
            select name[Prefix.Length..^(type.Length + 1)];
        return projects.FirstOrDefault(needed.Assembly.Replace('.', '_'));
    }

    private static IEnumerable<string> Header(NativeTable needed, NativeTable table)
    {
        if (needed.Assembly != table.Assembly)
        {
            yield return $"the assembly is {needed.Assembly}, the table says {table.Assembly}";
        }

        if (needed.Checksum != table.Checksum)
        {
            yield return $"the checksum is 0x{needed.Checksum:X8}, the table says 0x{table.Checksum:X8}";
        }

        if (needed.Version is null)
        {
            yield return "the assembly has no AssemblyNativeVersion attribute, which the metadata processor demands";
        }
        else if (!needed.Version.SequenceEqual(table.Version ?? []))
        {
            yield return $"the native version is {Dotted(needed.Version)}, the table says {Dotted(table.Version ?? [])}";
        }
    }

    private static IEnumerable<string> Entries(NativeTable needed, NativeTable table, string project)
    {
        if (needed.Methods.Count != table.Methods.Count)
        {
            yield return $"the assembly has {needed.Methods.Count} methods, the table {table.Methods.Count} entries";
        }

        for (int i = 0; i < int.Min(needed.Methods.Count, table.Methods.Count); i++)
        {
            string expected = needed.Methods[i] is string method ? $"{Prefix}{project}_{method}" : "NULL";
            string actual = table.Methods[i] ?? "NULL";
            if (expected != actual)
            {
                yield return $"entry {i} must be {expected}, it is {actual}";
            }
        }
    }

    private static IEnumerable<string> Of(IEnumerable<string> methods, string project)
    {
        return methods.Where(method => method.StartsWith($"{Prefix}{project}_"));
    }

    private static IEnumerable<string> Compare(string what, IReadOnlyCollection<string> needed, IEnumerable<string> actual)
    {
        ILookup<string, string> found = actual.ToLookup(method => method);
        IEnumerable<string> missing = needed.Where(method => !found.Contains(method)).Select(m => $"{m} is not {what}");
        IEnumerable<string> surplus = found.Where(group => !needed.Contains(group.Key)).Select(
            group => $"{group.Key} is {what}, but there is no such managed declaration");
        IEnumerable<string> doubled = found.Where(group => group.Count() > 1).Select(
            group => $"{group.Key} is {what} {group.Count()} times");
        return missing.Concat(surplus).Concat(doubled);
    }

    private static string Dotted(IEnumerable<int> version)
    {
        return string.Join('.', version);
    }
}
