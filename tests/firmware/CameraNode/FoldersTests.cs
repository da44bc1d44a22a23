using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>
/// The camera node's folders depend one way: each uses types of those above it in the README's table only.
/// </summary>
[TestClass]
public partial class FoldersTests
{
    private static readonly string home = Path.Combine(Sources.Root, "firmware", "CameraNode");

    [TestMethod]
    public void FoldersUseOnlyThoseAboveThem()
    {
        Dictionary<string, string> files =
            Sources.Below(home).ToDictionary(file => file, file => File.ReadAllText(Path.Combine(home, file)));
        string readme = File.ReadAllText(Path.Combine(home, "README.md"));
        string[] order = [.. Rows().Matches(readme).Select(match => match.Groups[1].Value)];
        CollectionAssert.AreEquivalent(files.Keys.Select(Folder).Where(f => f.Length > 0).Distinct().ToArray(), order);

        Assert.IsEmpty(Downward(files, order));
    }

    [TestMethod]
    [DataRow("class Low { High high; }", 1)]
    [DataRow("class Low { /* High */ string s = \"High\"; // High\n }", 0)]
    [DataRow("class Low { int high; }", 0)]
    public void AnArrowThatPointsTheOtherWayIsSeen(string low, int arrows)
    {
        Dictionary<string, string> files = new()
        {
            ["A/Low.cs"] = low,
            ["B/High.cs"] = "class High { Low low; Top top; }",
            ["Top.cs"] = "class Top { High high; Low low; }",
        };

        Assert.HasCount(arrows + 1, Downward(files, ["A", "B"]));
    }

    /// <summary>
    /// Files that use a type of a folder below their own in the table; the node's own files are below all.
    /// </summary>
    private static string[] Downward(Dictionary<string, string> files, string[] order)
    {
        Dictionary<string, string> code =
            files.ToDictionary(file => file.Key, file => Noise().Replace(file.Value, " "));
        int Rank(string file) => Folder(file).Length == 0 ? order.Length : Array.IndexOf(order, Folder(file));

        // A type that both halves of a platform declare is the device's.
        Dictionary<string, int> ranks = [];
        foreach ((string file, string text) in code.OrderBy(f => Rank(f.Key)))
        {
            foreach (Match match in Declarations().Matches(text))
            {
                ranks.TryAdd(match.Groups[1].Value, Rank(file));
            }
        }

        return
        [
            .. code.SelectMany(file => Words().Matches(file.Value).Select(m => m.Value).Distinct()
                .Where(word => ranks.TryGetValue(word, out int rank) && rank > Rank(file.Key))
                .Select(word => $"{file.Key} uses {word}")),
        ];
    }

    private static string Folder(string file)
    {
        int slash = file.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? string.Empty : file[..slash];
    }

    [GeneratedRegex(@"^\| `(\w+)/` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\b(?:class|interface|enum|struct|delegate\s+[\w?]+)\s+(\w+)")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Words();
}
