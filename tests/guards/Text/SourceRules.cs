using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqueezeNet.Embedded.Tests.Guards.Text;

/// <summary>
/// How long files, lines and lists of parameters may be. Each rule gives "file:line: what" for what breaks it.
/// </summary>
internal static partial class SourceRules
{
    /// <summary>Lines of a file.</summary>
    public const int MostLines = 400;

    /// <summary>Columns of a line.</summary>
    public const int MostColumns = 120;

    /// <summary>Parameters of a function, a method, a constructor, a delegate, a record.</summary>
    public const int MostParameters = 6;

    /// <summary>The file has too many lines; tables that a program wrote may.</summary>
    public static IEnumerable<string> TooLong(SourceFile file)
    {
        int lines = file.Text.Split('\n').Length - 1;
        return lines > MostLines && !IsGenerated(file)
            ? [$"{file.Path}:{lines}: {lines} lines, more than {MostLines}"]
            : [];
    }

    /// <summary>
    /// Lines have too many columns. In Markdown, tables, lines with a link and blocks that show what a program prints
    /// may.
    /// </summary>
    public static IEnumerable<string> TooWide(SourceFile file)
    {
        bool fenced = false;
        foreach ((int index, string line) in file.Text.Split('\n').Index())
        {
            fenced ^= IsMarkdown(file) && line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            bool exempt = IsMarkdown(file) && (fenced || MayBeWide().IsMatch(line));
            if (line.Length > MostColumns && !exempt && !IsGenerated(file))
            {
                yield return $"{file.Path}:{index + 1}: {line.Length} columns, more than {MostColumns}";
            }
        }
    }

    /// <summary>A section's banner in C does not end in its line.</summary>
    public static IEnumerable<string> BrokenBanners(SourceFile file)
    {
        return file.Text.Split('\n').Index()
            .Where(line => Banner().IsMatch(line.Item) && !line.Item.TrimEnd().EndsWith("*/", StringComparison.Ordinal))
            .Select(line =>
                $"{file.Path}:{line.Index + 1}: a section's banner is one line, as /* --- Running ---------- */");
    }

    /// <summary>Functions in C and C++ have too many parameters.</summary>
    public static IEnumerable<string> TooManyInCpp(SourceFile file)
    {
        return CppDeclarators.Of(file.Text)
            .Where(declarator => declarator.Parameters > MostParameters)
            .Select(declarator => Describe(file, declarator.Line, declarator.Name, declarator.Parameters));
    }

    /// <summary>Anything in C# that has a list of parameters has too many, imported functions as well.</summary>
    /// <param name="file">The file.</param>
    /// <param name="given">Whether something of that name and number of parameters is not ours to shape.</param>
    public static IEnumerable<string> TooManyInCSharp(SourceFile file, Predicate<(string Name, int Parameters)> given)
    {
        return CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            .OfType<BaseParameterListSyntax>()
            .Where(list => list.Parameters.Count > MostParameters && !given((Name(list.Parent), list.Parameters.Count)))
            .Select(list => Describe(file, Line(list), Name(list.Parent), list.Parameters.Count));
    }

    private static string Describe(SourceFile file, int line, string name, int count)
    {
        return $"{file.Path}:{line}: {name} has {count} parameters, more than {MostParameters}";
    }

    private static int Line(BaseParameterListSyntax list)
    {
        return list.SyntaxTree.GetLineSpan(list.Span).StartLinePosition.Line + 1;
    }

    private static string Name(SyntaxNode? owner)
    {
        return owner switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            TypeDeclarationSyntax type => type.Identifier.Text,
            _ => owner?.Kind().ToString() ?? string.Empty,
        };
    }

    private static bool IsMarkdown(SourceFile file)
    {
        return file.Path.EndsWith(".md", StringComparison.Ordinal);
    }

    private static bool IsGenerated(SourceFile file)
    {
        return Generated().IsMatch(file.Text);
    }

    [GeneratedRegex(@"\A.*[Gg]enerated by [^\n]*do not edit")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^\s*\||\]\(|https?://|^\[[^\]]+\]: ")]
    private static partial Regex MayBeWide();

    [GeneratedRegex(@"^\s*/\* -{3,}")]
    private static partial Regex Banner();
}
