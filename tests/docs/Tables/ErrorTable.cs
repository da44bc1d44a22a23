using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>Error codes: numbers, names of C# and C, and what the core's table says of them.</summary>
internal static partial class ErrorTable
{
    private const string Errors = "nanoframework-native/core/sqnet_errors.h";

    /// <summary>The names in C, by number.</summary>
    public static IReadOnlyDictionary<int, string> NativeNames()
    {
        return Rows(Errors).ToDictionary(Number, Name);
    }

    /// <summary>The table.</summary>
    /// <param name="source">The header with all codes.</param>
    public static IReadOnlyList<string> Of(string source)
    {
        return MarkdownTable.Of(["code", "C#", "C", "meaning"], Rows(source).Select(Cells));
    }

    private static IEnumerable<Match> Rows(string source)
    {
        return Row().Matches(Repository.Text(source));
    }

    private static string[] Cells(Match row)
    {
        int code = Number(row);
        return [$"{code}", $"`{(ErrorCode)code}`", $"`{Name(row)}`", Sentence(row.Groups["text"].Value)];
    }

    private static int Number(Match row)
    {
        return int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture);
    }

    private static string Name(Match row)
    {
        return $"SQNET_E_{row.Groups["name"].Value}";
    }

    private static string Sentence(string phrase)
    {
        return $"{char.ToUpperInvariant(phrase[0])}{phrase[1..]}.";
    }

    [GeneratedRegex("""^\s*E\((?<name>\w+), (?<number>-\d+), "(?<text>[^"]+)"\)""", RegexOptions.Multiline)]
    private static partial Regex Row();
}
