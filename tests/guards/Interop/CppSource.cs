using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>The C++ sources of native methods.</summary>
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

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"HRESULT\s+(?<class>\w+)::(?<name>\w+)\s*\(\s*CLR_RT_StackFrame\s*&[^)]*\)\s*\{")]
    private static partial Regex Definitions();

    [GeneratedRegex(@"typedef\s+(?:struct\s+)?(?<name>Library_\w+)\s+(?<alias>\w+)\s*;|"
        + @"using\s+(?<alias>\w+)\s*=\s*(?<name>Library_\w+)\s*;")]
    private static partial Regex Aliases();
}
