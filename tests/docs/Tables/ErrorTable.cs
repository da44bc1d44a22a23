using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>Error codes: numbers and names of C and C#, and what the C# enumeration says of them.</summary>
internal static partial class ErrorTable
{
    /// <summary>The names in C headers, by number.</summary>
    public static IReadOnlyDictionary<int, string> NativeNames()
    {
        return Repository.Files
            .Where(file => file.StartsWith("nanoframework-native/", StringComparison.Ordinal))
            .Where(file => file.EndsWith(".h", StringComparison.Ordinal))
            .SelectMany(file => NativeCode().Matches(Repository.Text(file)))
            .ToDictionary(
                match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                match => match.Groups[1].Value);
    }

    /// <summary>The table.</summary>
    /// <param name="source">The file of the C# enumeration.</param>
    public static IReadOnlyList<string> Of(string source)
    {
        IReadOnlyDictionary<int, string> native = NativeNames();
        IEnumerable<string[]> rows = Members(source)
            .Where(member => Value(member) != 0)
            .Select(member => Row(member, native[Value(member)]));
        return MarkdownTable.Of(["code", "C#", "C", "meaning"], rows);
    }

    private static IEnumerable<EnumMemberDeclarationSyntax> Members(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(Repository.Text(source)).GetRoot();
        return root.DescendantNodes().OfType<EnumMemberDeclarationSyntax>();
    }

    private static int Value(EnumMemberDeclarationSyntax member)
    {
        return (int)Enum.Parse<ErrorCode>(member.Identifier.Text);
    }

    private static string[] Row(EnumMemberDeclarationSyntax member, string nativeName)
    {
        return [$"{Value(member)}", $"`{member.Identifier.Text}`", $"`{nativeName}`", Summary(member)];
    }

    private static string Summary(EnumMemberDeclarationSyntax member)
    {
        string comment = Slashes().Replace(member.GetLeadingTrivia().ToFullString(), " ");
        return Blanks().Replace(Tags().Replace(comment, string.Empty), " ").Trim();
    }

    [GeneratedRegex(@"^\s*(SQNET_E_\w+) = (-\d+)", RegexOptions.Multiline)]
    private static partial Regex NativeCode();

    [GeneratedRegex("///")]
    private static partial Regex Slashes();

    [GeneratedRegex("</?summary>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
