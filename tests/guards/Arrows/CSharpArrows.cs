using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>
/// Which C# file needs which: the compiler resolves every name, with or without a using, down to constants. Names of
/// packages stay unknown; they are nobody's here.
/// </summary>
internal static class CSharpArrows
{
    private static readonly CSharpCompilationOptions options =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);

    /// <summary>Reads the arrows between some files, as though they were one assembly.</summary>
    public static IReadOnlyList<Arrow> Of(IEnumerable<SourceFile> files)
    {
        SyntaxTree[] trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path))];
        CSharpCompilation compilation = CSharpCompilation.Create("all", trees, Framework(), options);
        return [.. trees.SelectMany(tree => Of(compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<PortableExecutableReference> Framework()
    {
        string assemblies = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return assemblies.Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
    }

    private static IEnumerable<Arrow> Of(SemanticModel model)
    {
        string file = model.SyntaxTree.FilePath;
        return
            from node in model.SyntaxTree.GetRoot().DescendantNodes()
            where node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax
            from symbol in Symbols(model.GetSymbolInfo(node))
            from declaring in Files(symbol)
            where declaring != file
            select new Arrow(file, declaring, Name(symbol));
    }

    private static IEnumerable<ISymbol> Symbols(SymbolInfo info)
    {
        IEnumerable<ISymbol> symbols = info.Symbol is ISymbol symbol ? [symbol] : info.CandidateSymbols;
        return symbols.Select(Declared)
            .Where(item => item.Kind is SymbolKind.Event or SymbolKind.Field or SymbolKind.Method
            or SymbolKind.NamedType or SymbolKind.Property);
    }

    private static ISymbol Declared(ISymbol symbol)
    {
        ISymbol whole = symbol is IMethodSymbol { ReducedFrom: IMethodSymbol extension } ? extension : symbol;
        return whole.OriginalDefinition;
    }

    private static IEnumerable<string> Files(ISymbol symbol)
    {
        ISymbol declared = symbol.DeclaringSyntaxReferences.IsEmpty ? symbol.ContainingType ?? symbol : symbol;
        return declared.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath);
    }

    private static string Name(ISymbol symbol)
    {
        return symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}";
    }
}
