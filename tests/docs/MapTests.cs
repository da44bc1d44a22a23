using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>The map of folders.</summary>
[TestClass]
public sealed class MapTests
{
    private const string Map = "docs/architecture.md";

    private static readonly string[] tops = ["firmware", "host-tools", "nanoframework-native", "tests"];

    [TestMethod]
    public void EveryFolderIsOnTheMap()
    {
        HashSet<string> named = Document.Read(Map).InlineCode.Select(code => code.Text).ToHashSet();
        IEnumerable<string> folders = Repository.Files
            .Select(file => file.Split('/'))
            .Where(parts => parts.Length > 2 && tops.Contains(parts[0]))
            .Select(parts => $"{parts[0]}/{parts[1]}")
            .Distinct();

        Assert.IsEmpty(folders.Where(folder => !named.Contains(folder)).ToList(), $"folders that {Map} does not name");
    }

    [TestMethod]
    public void EveryPageIsNamedInTheReadme()
    {
        HashSet<string> linked = Document.Read("README.md").Links.Select(link => link.Text.Split('#')[0]).ToHashSet();
        IEnumerable<string> pages = Repository.Documents.Select(document => document.Path)
            .Where(path => Path.GetDirectoryName(path) == "docs");

        Assert.IsEmpty(pages.Where(page => !linked.Contains(page)).ToList(), "pages that README.md does not name");
    }
}
