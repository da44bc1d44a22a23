using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Tests.Guards.Text;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>Which C and C++ file needs which.</summary>
internal static partial class CppArrows
{
    /// <summary>An arrow for every #include of another of the files.</summary>
    public static IReadOnlyList<Arrow> Includes(IReadOnlyList<SourceFile> files)
    {
        return
        [
            .. from file in files
               from Match include in Include().Matches(file.Text)
               let name = include.Groups["name"].Value
               from found in Find(file.Path, name, files)
               select new Arrow(file.Path, found, $"#include \"{name}\""),
        ];
    }

    /// <summary>
    /// An arrow for every use of a function that another of the files defines: a call, or its address.
    /// </summary>
    public static IReadOnlyList<Arrow> Calls(IReadOnlyList<SourceFile> files)
    {
        ILookup<string, string> definitions = (
            from file in files
            where !IsHeader(file.Path)
            from declarator in CppDeclarators.Of(file.Text)
            where declarator.IsDefinition && !declarator.IsStatic
            select (declarator.Name, file.Path)).ToLookup(item => item.Name, item => item.Path);
        return [.. files.Where(file => !IsHeader(file.Path)).SelectMany(file => Calls(file, definitions)).Distinct()];
    }

    private static IEnumerable<Arrow> Calls(SourceFile file, ILookup<string, string> definitions)
    {
        HashSet<string> own =
            [.. CppDeclarators.Of(file.Text).Where(item => item.IsDefinition).Select(item => item.Name)];
        return
            from Match use in Use().Matches(CppText.Code(file.Text))
            where !own.Contains(use.Value)
            from defining in definitions[use.Value]
            select new Arrow(file.Path, defining, use.Value);
    }

    /// <summary>The file beside the one that includes it; else those of that name.</summary>
    private static IEnumerable<string> Find(string from, string name, IReadOnlyList<SourceFile> files)
    {
        string beside = Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(from)!, name)).Replace('\\', '/');
        IEnumerable<string> paths = files.Select(file => file.Path);
        return paths.Contains(beside)
            ? [beside]
            : paths.Where(path => path.EndsWith("/" + name, StringComparison.Ordinal));
    }

    private static bool IsHeader(string path)
    {
        return path.EndsWith(".h", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[ \t]*\#[ \t]*include[ \t]*""(?<name>[^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex(@"(?<![\w.>])[A-Za-z_]\w*")]
    private static partial Regex Use();
}
