using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Markdown;
using SqueezeNet.Embedded.Tests.Docs.Snippets;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>C# in documents.</summary>
[TestClass]
public sealed class SnippetTests
{
    private const string CSharp = "csharp";
    private const string NotCompiled = "not compiled:";

    private static readonly string[] languages = [CSharp, "c", "cmake", "css", "json", "sh", "text", "xml"];

    [TestMethod]
    public void EverySnippetOfCSharpCompiles()
    {
        Problems problems = new();
        foreach (CodeBlock block in Snippets().Where(IsCompiled))
        {
            foreach ((int line, string message) in SnippetCompiler.Compile(block.Text))
            {
                problems.Add(block.File, block.Line + 1 + line, message);
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void ASnippetThatIsNotCompiledSaysWhy()
    {
        Problems problems = new();
        foreach (CodeBlock block in Snippets().Where(block => block.Comment == NotCompiled))
        {
            problems.Add(block.File, block.Line, "no reason");
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void AFencedBlockNamesALanguageThatIsKnown()
    {
        Problems problems = new();
        foreach (CodeBlock block in Blocks().Where(block => block.IsFenced && !languages.Contains(block.Language)))
        {
            problems.Add(block.File, block.Line, $"'{block.Language}': name one of {string.Join(", ", languages)}");
        }

        problems.AssertNone();
    }

    /// <summary>What is not fenced is not compiled, so it must not be C#.</summary>
    [TestMethod]
    public void AnIndentedBlockHoldsNoStatements()
    {
        Problems problems = new();
        foreach (CodeBlock block in Blocks().Where(block => !block.IsFenced && block.Lines.Any(IsStatement)))
        {
            problems.Add(block.File, block.Line, "a statement in an indented block: fence it and name its language");
        }

        problems.AssertNone();
    }

    [TestMethod]
    [DataRow("int x = 1; x++;", DisplayName = "statements")]
    [DataRow("using System.IO;\nFile.Delete(\"x\");", DisplayName = "a using, then a statement")]
    [DataRow("internal sealed class A;", DisplayName = "a class")]
    public void WhatCompilesIsTaken(string text)
    {
        Assert.IsEmpty(SnippetCompiler.Compile(text));
    }

    [TestMethod]
    [DataRow("int x = \"1\";", DisplayName = "a wrong type")]
    [DataRow("new NoSuchClass().Run();", DisplayName = "a class that is not there")]
    [DataRow("string text = null; text.ToString();", DisplayName = "a null")]
    public void WhatDoesNotCompileIsFound(string text)
    {
        Assert.IsNotEmpty(SnippetCompiler.Compile(text));
    }

    private static bool IsCompiled(CodeBlock block)
    {
        return !block.Comment.StartsWith(NotCompiled, StringComparison.Ordinal);
    }

    private static bool IsStatement(string line)
    {
        string text = line.Trim();
        return text.EndsWith(';') && text.Contains('(', StringComparison.Ordinal) && char.IsLetter(text[0]);
    }

    private static IEnumerable<CodeBlock> Snippets()
    {
        return Blocks().Where(block => block.Language == CSharp);
    }

    private static IEnumerable<CodeBlock> Blocks()
    {
        return Repository.Documents
            .Where(document => document.Path != "SPEC.md")
            .SelectMany(document => document.Blocks);
    }
}
