using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqueezeNet.Embedded.Tests.Docs.Snippets;

/// <summary>Compiles a snippet as a program of its own: its usings, then its statements or types.</summary>
internal static class SnippetCompiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> references = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList());

    /// <summary>Errors and warnings with their lines, from 0.</summary>
    /// <param name="text">C# as the document shows it.</param>
    public static IReadOnlyList<(int Line, string Message)> Compile(string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text);
        bool runs = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        CSharpCompilationOptions options = new(
            runs ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("snippet", [tree], references.Value, options)
            .GetDiagnostics()
            .Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => (found.Location.GetLineSpan().StartLinePosition.Line, found.ToString()))
            .ToList();
    }
}
