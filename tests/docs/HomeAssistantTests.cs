using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Commands;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>The document for Home Assistant in docs is the one that the node sends.</summary>
[TestClass]
public class HomeAssistantTests
{
    private const string Page = "docs/home-assistant.md";
    private const string Begin = "<!-- discovery document -->\n```json\n";
    private const string End = "\n```\n<!-- end of discovery document -->";

    [TestMethod]
    public void TheDocumentIsTheOneThatTheNodeSends()
    {
        string sent = Tool.Run(CardsFolder.Path, [
            "simulate", "--blob", "cards.sqnt", "--client-id", "door", "--rule", "on-change-and-interval",
            "--presence", "house", "--presence", "heart", "--snapshots", "on-request", "--store", "flash",
            "--print-discovery"]).Output.TrimEnd();
        string page = File.ReadAllText(Repository.At(Page));
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.IsGreaterThan(begin, end, "the markers");
        Assert.IsTrue(Expected.Holds(Page, page[..begin] + sent + page[end..]), $"{Page}: {Expected.Remedy}");
    }
}
