using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>How documents are written.</summary>
[TestClass]
public sealed partial class StyleTests
{
    private const int Columns = 120;
    private const int ReadmeLines = 90;
    private const string Glossary = "docs/glossary.md";

    [TestMethod]
    public void ProseKeepsToItsColumns()
    {
        Problems problems = new();
        foreach (Span line in Repository.Documents.SelectMany(document => document.Prose).Where(IsTooLong))
        {
            problems.Add(line.File, line.Line, $"{line.Text.Length} columns; {Columns} are allowed");
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void TheReadmeIsShort()
    {
        Assert.IsLessThanOrEqualTo(ReadmeLines, Document.Read("README.md").Lines.Count);
    }

    /// <summary>Words that the glossary gives up stand nowhere but there.</summary>
    [TestMethod]
    public void WordsThatWereGivenUpAreNotUsed()
    {
        Problems problems = new();
        IEnumerable<Document> documents = Repository.Documents.Where(document => document.Path != Glossary);
        foreach (Span line in documents.SelectMany(ByPeople))
        {
            foreach (Match match in GivenUp().Matches(Quoted().Replace(line.Text, string.Empty)))
            {
                problems.Add(line.File, line.Line, $"'{match.Value}': see {Glossary}");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void TheGlossaryIsSortedAndDefinesEachWordOnce()
    {
        List<string> words = Document.Read(Glossary).Prose
            .Select(line => Defined().Match(line.Text))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value.ToLowerInvariant())
            .ToList();

        Assert.IsGreaterThan(0, words.Count);
        CollectionAssert.AreEqual(words.Distinct().Order(StringComparer.Ordinal).ToList(), words);
    }

    /// <summary>The prose outside of regions that a program makes.</summary>
    private static IEnumerable<Span> ByPeople(Document document)
    {
        List<Region> regions = Region.In(document).ToList();
        return document.Prose.Where(line => !regions.Any(region => region.Holds(line.Line)));
    }

    /// <summary>Tables and lines with a link or a URL in them may be longer.</summary>
    private static bool IsTooLong(Span line)
    {
        bool hasLink = line.Text.Contains("](", StringComparison.Ordinal)
            || line.Text.Contains("://", StringComparison.Ordinal);
        return line.Text.Length > Columns && !line.Text.StartsWith('|') && !hasLink;
    }

    [GeneratedRegex(@"\bpictures?\b|\bunpack\w*\b", RegexOptions.IgnoreCase)]
    private static partial Regex GivenUp();

    [GeneratedRegex("`[^`]*`|\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| \*\*([^*]+)\*\*")]
    private static partial Regex Defined();
}
