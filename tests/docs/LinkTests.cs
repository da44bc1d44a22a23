using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Commands;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>What documents refer to.</summary>
[TestClass]
public sealed class LinkTests
{
    [TestMethod]
    public void EveryLinkLeadsSomewhere()
    {
        Problems problems = new();
        foreach (Document document in Repository.Documents)
        {
            foreach (Span link in document.Links.Where(link => !link.Text.Contains("://", StringComparison.Ordinal)))
            {
                CheckLink(document, link, problems);
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void EveryPathIsThere()
    {
        Problems problems = new();
        foreach (Document document in Repository.Documents)
        {
            foreach (Span path in Paths(document).Where(path => !PathName.Exists(document.Path, path.Text)))
            {
                problems.Add(path.File, path.Line, $"there is no {path.Text}");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void EverySourceFileIsThere()
    {
        Problems problems = new();
        foreach (Span code in Repository.Documents.SelectMany(document => document.InlineCode))
        {
            IEnumerable<string> names = PathName.Expand(code.Text).Where(PathName.IsSourceFile);
            foreach (string name in names.Where(name => !PathName.IsSomewhere(name)))
            {
                problems.Add(code.File, code.Line, $"there is no {name}");
            }
        }

        problems.AssertNone();
    }

    /// <summary>Types, members and C functions between backticks.</summary>
    [TestMethod]
    public void EveryNameOfTheCodeIsThere()
    {
        IEnumerable<Document> present = Repository.Documents.Where(document => document.Path != "CHANGELOG.md");
        Problems problems = new();
        foreach (Span code in present.SelectMany(document => document.InlineCode))
        {
            foreach (string name in CodeName.In(code.Text).Where(name => !CodeName.IsKnown(name)))
            {
                problems.Add(code.File, code.Line, $"the code has no {name}");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void SectionsOfTheSpecificationAreThere()
    {
        HashSet<string> sections = SpecReference.Sections();
        Problems problems = new();
        foreach (Document document in Repository.Documents)
        {
            IEnumerable<Span> references = document.Prose.SelectMany(SpecReference.In);
            foreach (Span reference in references.Where(found => !sections.Contains(found.Text)))
            {
                problems.Add(reference.File, reference.Line, $"SPEC has no section {reference.Text}");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void WhatIsNotThereIsFound()
    {
        Assert.IsTrue(PathName.Exists("README.md", "docs/"));
        Assert.IsFalse(PathName.Exists("README.md", "docs/no-such-file.md"));
        Assert.IsTrue(PathName.Exists("docs/cli.md", "nanoframework-native/core/*.c"));
        Assert.IsFalse(CodeName.IsKnown("sqnet_no_such" + "_function"));
    }

    private static void CheckLink(Document document, Span link, Problems problems)
    {
        string[] parts = link.Text.Split('#', 2);
        string folder = Path.GetDirectoryName(document.Path)!;
        string target = parts[0].Length == 0 ? document.Path : PathName.Normal(Path.Combine(folder, parts[0]));
        if (!Path.Exists(Repository.At(target)))
        {
            problems.Add(link.File, link.Line, $"there is no {target}");
        }
        else if (parts.Length > 1 && !Document.Read(target).Anchors.Contains(parts[1]))
        {
            problems.Add(link.File, link.Line, $"{target} has no heading #{parts[1]}");
        }
    }

    private static IEnumerable<Span> Paths(Document document)
    {
        IEnumerable<Span> inText = document.InlineCode
            .SelectMany(code => code.Text.Split(' ').Select(word => code with { Text = word }));
        IEnumerable<Span> inBlocks = ShellCommand.In(document).SelectMany(command => command.Words.Select(command.At));
        return inText.Concat(inBlocks)
            .SelectMany(span => PathName.Expand(span.Text).Select(path => span with { Text = path }))
            .Where(span => PathName.IsPath(document.Path, span.Text));
    }
}
