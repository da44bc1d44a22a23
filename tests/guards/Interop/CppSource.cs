using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>What the C++ sources of native methods say: the table, the declarations and the definitions.</summary>
internal sealed partial class CppSource
{
    private readonly string text;

    /// <summary>Takes source text.</summary>
    public CppSource(string source)
    {
        text = Comments().Replace(source, " ");
    }

    /// <summary>Reads all C++ files of a folder.</summary>
    public static CppSource Read(string folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cpp" or ".h")
            .Order(StringComparer.Ordinal);
        return new CppSource(string.Join("\n", files.Select(File.ReadAllText)));
    }

    /// <summary>The table of an assembly, null if there is none.</summary>
    /// <param name="symbol">Its name in C++.</param>
    public NativeTable? Table(string symbol)
    {
        Match data = Data().Matches(text).FirstOrDefault(match => match.Groups["symbol"].Value == symbol) ?? Match.Empty;
        Match lookup = Lookup().Matches(text)
            .FirstOrDefault(match => match.Groups["name"].Value == data.Groups["lookup"].Value) ?? Match.Empty;
        if (!data.Success || !lookup.Success)
        {
            return null;
        }

        string?[] methods =
        [
            .. Items(lookup.Groups["entries"].Value).Select(entry => entry is "NULL" or "nullptr" ? null : entry),
        ];
        uint checksum = uint.Parse(data.Groups["checksum"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        int[] version = [.. Items(data.Groups["version"].Value).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return new NativeTable(data.Groups["assembly"].Value, checksum, methods, version);
    }

    /// <summary>Class::method for every method that a class declares with NANOCLR_NATIVE_DECLARE.</summary>
    public IReadOnlyList<string> Declared()
    {
        return
        [
            .. Structures().Matches(text).SelectMany(structure => Declarations().Matches(structure.Groups["body"].Value)
                .Select(declaration => $"{structure.Groups["name"].Value}::{declaration.Groups["name"].Value}")),
        ];
    }

    /// <summary>Class::method for every native method that has a body, with the class's full name.</summary>
    public IReadOnlyList<string> Defined()
    {
        Dictionary<string, string> aliases = Aliases().Matches(text)
            .GroupBy(alias => alias.Groups["alias"].Value)
            .ToDictionary(group => group.Key, group => group.First().Groups["name"].Value);
        return
        [
            .. Definitions().Matches(text).Select(definition =>
            {
                string name = definition.Groups["class"].Value;
                return $"{aliases.GetValueOrDefault(name, name)}::{definition.Groups["name"].Value}";
            }),
        ];
    }

    private static IEnumerable<string> Items(string list)
    {
        return list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"CLR_RT_NativeAssemblyData\s+(?<symbol>\w+)\s*=\s*\{\s*""(?<assembly>[^""]*)""\s*,\s*"
        + @"0[xX](?<checksum>[0-9A-Fa-f]+)[uU]?\s*,\s*&?(?<lookup>\w+)\s*,\s*\{(?<version>[^}]*)\}\s*,?\s*\}\s*;")]
    private static partial Regex Data();

    [GeneratedRegex(@"CLR_RT_MethodHandler\s+(?<name>\w+)\s*\[\s*\w*\s*\]\s*=\s*\{(?<entries>[^}]*)\}\s*;")]
    private static partial Regex Lookup();

    [GeneratedRegex(@"struct\s+(?<name>Library_\w+)\s*\{(?<body>[^}]*)\}\s*;")]
    private static partial Regex Structures();

    [GeneratedRegex(@"NANOCLR_NATIVE_DECLARE\s*\(\s*(?<name>\w+)\s*\)")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"HRESULT\s+(?<class>\w+)::(?<name>\w+)\s*\(\s*CLR_RT_StackFrame\s*&[^)]*\)\s*\{")]
    private static partial Regex Definitions();

    [GeneratedRegex(@"typedef\s+(?:struct\s+)?(?<name>Library_\w+)\s+(?<alias>\w+)\s*;|"
        + @"using\s+(?<alias>\w+)\s*=\s*(?<name>Library_\w+)\s*;")]
    private static partial Regex Aliases();
}
