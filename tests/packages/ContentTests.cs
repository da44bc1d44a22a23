using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>What is in the packages.</summary>
[TestClass]
public sealed class ContentTests
{
    private const string Update = "SQNET_UPDATE_EXPECTED";
    private const int MostToolBytes = 73_000_000;

    /// <summary>Kinds of information that a portable PDB has of a file or a module (its specification).</summary>
    private static readonly Guid embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly Guid sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [TestMethod]
    [DataRow("SqueezeNet.Embedded")]
    [DataRow("SqueezeNet.Embedded.Host")]
    [DataRow("SqueezeNet.Embedded.Tool")]
    public void ThePackageHoldsTheFilesThatWereAccepted(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(PackedProduct.Package(id));
        string[] files = [.. package.Entries.Select(e => e.FullName).Where(IsOurs).Order(StringComparer.Ordinal)];
        string expected = Path.Combine(Repository.Root, "tests", "packages", "Expected", id + ".txt");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllLines(expected, files);
        }

        CollectionAssert.AreEqual(
            File.ReadAllLines(expected), files, $"If that is meant: {Update}=1 dotnet test tests/packages");
    }

    [TestMethod]
    [DataRow("SqueezeNet.Embedded")]
    [DataRow("SqueezeNet.Embedded.Host")]
    [DataRow("SqueezeNet.Embedded.Tool")]
    public void ThePackageSaysWhatItIs(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(PackedProduct.Package(id));
        XElement metadata = Nuspec(package, id);
        foreach (string name in new[] { "description", "tags", "license", "icon", "readme", "authors" })
        {
            Assert.AreNotEqual(string.Empty, Value(metadata, name), name);
        }

        Assert.AreEqual("MIT", Value(metadata, "license"));
        Assert.IsNotNull(package.GetEntry(Value(metadata, "icon")));
        using StreamReader readme = new(package.GetEntry(Value(metadata, "readme"))!.Open());
        StringAssert.StartsWith(readme.ReadToEnd(), "# ");
        StringAssert.Matches(Commit(metadata), new System.Text.RegularExpressions.Regex("^([0-9a-f]{40})?$"));
    }

    [TestMethod]
    public void TheToolIsOfASizeThatCanBeDownloaded()
    {
        Assert.IsLessThan(MostToolBytes, new FileInfo(PackedProduct.Package("SqueezeNet.Embedded.Tool")).Length);
    }

    /// <summary>A debugger gets the sources from the remote that the clone has, or else from the symbols.</summary>
    [TestMethod]
    [DataRow("SqueezeNet.Embedded", "SqueezeNet.Embedded")]
    [DataRow("SqueezeNet.Embedded.Host", "SqueezeNet.Embedded.Host")]
    [DataRow("SqueezeNet.Embedded.Tool", "sqnet")]
    [DataRow("SqueezeNet.Embedded.Tool", "SqueezeNet.Embedded")]
    [DataRow("SqueezeNet.Embedded.Tool", "SqueezeNet.Embedded.Host")]
    [DataRow("SqueezeNet.Embedded.Tool", "SqueezeNet.Embedded.Simulation")]
    [DataRow("SqueezeNet.Embedded.Tool", "CameraNode")]
    [DataRow("SqueezeNet.Embedded.Tool", "StandIns")]
    public void SymbolsLeadToTheSources(string id, string name)
    {
        using ZipArchive package = ZipFile.OpenRead(PackedProduct.Package(id));
        using MemoryStream bytes = new();
        package.Entries.First(e => e.Name == $"{name}.dll" && !e.FullName.Contains("/native/")).Open().CopyTo(bytes);
        using PEReader assembly = new(new MemoryStream(bytes.ToArray()));
        DebugDirectoryEntry entry = assembly.ReadDebugDirectory()
            .Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        MetadataReader symbols = provider.GetMetadataReader();
        HashSet<Guid> module = [.. Kinds(symbols, symbols.GetCustomDebugInformation(EntityHandle.ModuleDefinition))];
        bool isLinked = Value(Nuspec(package, id).Descendants().FirstOrDefault(e => e.Name.LocalName == "repository"))
            .Length > 0;
        foreach (DocumentHandle document in symbols.Documents)
        {
            string source = symbols.GetString(symbols.GetDocument(document).Name);
            bool holds = Kinds(symbols, symbols.GetCustomDebugInformation(document)).Contains(embeddedSource);
            bool isLinkedHere = isLinked && module.Contains(sourceLink);
            Assert.IsTrue(holds || isLinkedHere, $"nobody finds {source}");
            Assert.IsFalse(
                source.StartsWith(Repository.Root, StringComparison.Ordinal), $"{source} is of one computer");
        }
    }

    private static IEnumerable<Guid> Kinds(MetadataReader symbols, CustomDebugInformationHandleCollection of)
    {
        return of.Select(handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind));
    }

    private static bool IsOurs(string name)
    {
        return !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith('[')
            && !name.StartsWith("package/", StringComparison.Ordinal);
    }

    private static XElement Nuspec(ZipArchive package, string id)
    {
        using Stream stream = package.GetEntry(id + ".nuspec")!.Open();
        return XElement.Load(stream).Elements().Single();
    }

    private static string Value(XElement metadata, string name)
    {
        return metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    }

    private static string Value(XElement? repository)
    {
        return repository?.Attribute("url")?.Value ?? string.Empty;
    }

    private static string Commit(XElement metadata)
    {
        return metadata.Elements().SingleOrDefault(e => e.Name.LocalName == "repository")?.Attribute("commit")?.Value
            ?? string.Empty;
    }
}
