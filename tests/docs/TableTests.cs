using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Commands;
using SqueezeNet.Embedded.Tests.Docs.Markdown;
using SqueezeNet.Embedded.Tests.Docs.Tables;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>Tables and outputs in documents that programs make.</summary>
[TestClass]
public sealed partial class TableTests
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<string>>> makers = new()
    {
        ["boards"] = BoardTable.Of,
        ["cards"] = CardsTable.Of,
        ["console-causes"] = CauseTable.Of,
        ["error-codes"] = ErrorTable.Of,
        ["json"] = source => JsonShape.Of(Output(source)),
        ["options"] = OptionTable.Of,
        ["output"] = source => MarkdownTable.Block(Output(source)),
    };

    [TestMethod]
    public void EveryTableBetweenMarkersIsWhatItsSourceGives()
    {
        Problems problems = new();
        foreach (Document document in Repository.Documents)
        {
            // From the end, so that an update leaves the regions before where they are.
            foreach (Region region in Region.In(document).Reverse())
            {
                Check(document, region, problems);
            }
        }

        problems.AssertNone();
    }

    /// <summary>A table of docs/results.md is made by a test, or says when and with what it was measured.</summary>
    [TestMethod]
    public void EveryTableOfTheResultsHasItsCommand()
    {
        Document results = Document.Read("docs/results.md");
        List<Region> made = Region.In(results).ToList();
        Problems problems = new();
        bool isMeasured = false;
        foreach (Span line in results.Prose)
        {
            isMeasured = !line.Text.StartsWith('#') && (isMeasured || Measured().IsMatch(line.Text));
            bool isTable = line.Text.StartsWith("|-", StringComparison.Ordinal);
            if (isTable && !isMeasured && !made.Any(region => region.Holds(line.Line)))
            {
                problems.Add(line.File, line.Line, "a table without 'Measured YYYY-MM-DD' above it in its section");
            }
        }

        problems.AssertNone();
    }

    /// <summary>Labels and probabilities of make demo, which the README shows, without the times.</summary>
    [TestMethod]
    public void TheDemoShownInTheReadmeIsWhatTheModelSays()
    {
        MatchCollection lines = DemoLine().Matches(Repository.Text("README.md"));
        Assert.IsGreaterThan(0, lines.Count);
        foreach (Match line in lines)
        {
            string image = $"models/cards/samples/{line.Groups[1].Value}";
            JsonElement best = Json("run", "cards.sqnt", image)[0].GetProperty("top")[0];
            double probability = best.GetProperty("probability").GetDouble();
            Assert.AreEqual(best.GetProperty("label").GetString(), line.Groups[2].Value, image);
            Assert.AreEqual(probability.ToString("F4", CultureInfo.InvariantCulture), line.Groups[3].Value, image);
        }
    }

    [TestMethod]
    public void TheModelOfTheDemoIsTheCardModel()
    {
        Match crc = Regex.Match(Repository.Text("README.md"), "\"crc\":\"([0-9a-f]{8})\"");

        Assert.AreEqual(Json("inspect", "cards.sqnt").GetProperty("crc").GetString(), crc.Groups[1].Value);
    }

    [TestMethod]
    public void ErrorCodesOfTheSpecificationAreThoseOfTheCore()
    {
        Dictionary<int, string> specified = SpecError().Matches(Repository.Text("SPEC.md"))
            .ToDictionary(match => Number(match.Groups[1]), match => match.Groups[2].Value);
        IReadOnlyDictionary<int, string> native = ErrorTable.NativeNames();

        Assert.IsGreaterThan(0, specified.Count);
        foreach ((int code, string name) in specified)
        {
            Assert.AreEqual(native[code], name);
        }

        List<int> managed = Enum.GetValues<ErrorCode>().Select(code => (int)code).Where(code => code != 0).ToList();
        CollectionAssert.AreEquivalent(native.Keys.ToList(), managed);
    }

    [TestMethod]
    public void SectionsOfTheSpecificationAreThoseOfTheReader()
    {
        Match list = Regex.Match(Repository.Text("SPEC.md"), @"^Sections: (.+)\.", RegexOptions.Multiline);
        Type table = typeof(Network).Assembly.GetType("SqueezeNet.Embedded.SectionTable", throwOnError: true)!;
        const BindingFlags Constants = BindingFlags.IgnoreCase | BindingFlags.Static | BindingFlags.Public;
        foreach (string section in list.Groups[1].Value.Split(" (")[0].Split(", "))
        {
            string[] parts = section.Split(' ');
            FieldInfo? field = table.GetField(parts[1], Constants);
            Assert.AreEqual(int.Parse(parts[0], CultureInfo.InvariantCulture), field?.GetRawConstantValue(), section);
        }
    }

    [TestMethod]
    public void ExitCodesAreThoseOfTheTool()
    {
        List<int> documented = Document.Read("docs/cli.md").Lines
            .SkipWhile(line => line != "## Exit codes")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Select(line => Regex.Match(line, @"^\| (\d+) \|"))
            .Where(match => match.Success)
            .Select(match => Number(match.Groups[1]))
            .ToList();
        List<int> returned = typeof(Cli.Output.ExitCode).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (int)field.GetRawConstantValue()!).ToList();

        CollectionAssert.AreEquivalent(returned, documented);
    }

    private static void Check(Document document, Region region, Problems problems)
    {
        IReadOnlyList<string> made = makers.TryGetValue(region.Name, out Func<string, IReadOnlyList<string>>? maker)
            ? maker(region.Source)
            : throw new KeyNotFoundException($"{region.File}:{region.First}: nothing makes a table '{region.Name}'");
        if (Expected.Updates)
        {
            string file = Repository.At(document.Path);
            string[] lines = File.ReadAllLines(file);
            File.WriteAllLines(file, [.. lines[..region.First], .. made, .. lines[region.End..]]);
        }
        else if (!made.SequenceEqual(document.Lines.Take(region.End).Skip(region.First)))
        {
            string what = $"{region.Name} ({region.Source}) gives something else. {Expected.Remedy}";
            problems.Add(region.File, region.First, what);
        }
    }

    private static string Output(string command)
    {
        return Tool.Run(CardsFolder.Path, ShellCommand.Split(command).First().Skip(1)).Output;
    }

    private static int Number(Group digits)
    {
        return int.Parse(digits.Value, CultureInfo.InvariantCulture);
    }

    private static JsonElement Json(params string[] arguments)
    {
        return JsonDocument.Parse(Tool.Run(CardsFolder.Path, [.. arguments, "--json"]).Output).RootElement;
    }

    [GeneratedRegex(@"Measured \d{4}-\d{2}-\d{2}")]
    private static partial Regex Measured();

    [GeneratedRegex(@"^\s*\d+  (\d\d_\S+\.jpg) +(\S+) +(0\.\d{4}) +\d", RegexOptions.Multiline)]
    private static partial Regex DemoLine();

    [GeneratedRegex(@"^\| (-\d+) \| `(SQNET_E_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex SpecError();
}
