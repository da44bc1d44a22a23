using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>
/// The version stands in Directory.Build.props. nanoFramework's projects cannot read it there, so what they and the
/// papers say is compared with it.
/// </summary>
[TestClass]
public sealed partial class VersionTests
{
    private static readonly string version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("Version").Single().Value;

    /// <summary>Files of the product that must say it, for want of another way.</summary>
    private static readonly string[] known = ["AssemblyInfo.cs", ".nuspec", "NodeMessages.cs"];

    [TestMethod]
    [DataRow("SqueezeNet.Embedded")]
    [DataRow("CameraNode")]
    public void DeviceAssembliesHaveIt(string name)
    {
        AssemblyDefinition assembly = TestAssemblies.Read(name).Assembly;
        Assert.AreEqual(version + ".0", assembly.Name.Version.ToString());
        Assert.AreEqual(version + ".0", Attribute(assembly, "AssemblyFileVersionAttribute"));
    }

    [TestMethod]
    public void PackageHasIt()
    {
        foreach (SourceFile file in SourceTree.Read(".nuspec"))
        {
            XElement nuspec = XElement.Parse(file.Text);
            Assert.AreEqual(version, nuspec.Descendants()
                .Single(item => item.Name.LocalName == "version").Value, file.Path);
        }
    }

    [TestMethod]
    public void NodeReportsIt()
    {
        FieldDefinition constant = TestAssemblies.Read("CameraNode").GetTypes()
            .SelectMany(type => type.Fields).Single(field => field.Name == "FirmwareVersion");
        Assert.AreEqual(version, constant.Constant, constant.FullName);
    }

    [TestMethod]
    public void NothingElseOfTheProductSaysIt()
    {
        string[] places =
        [
            .. SourceTree.Read(".c", ".cmake", ".cpp", ".cs", ".csproj", ".h", ".nfproj", ".nuspec", ".py", ".sh",
                ".targets")
                .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal)
                    && file.Text.Contains(version + "\"")
                    && !known.Any(name => file.Path.EndsWith(name, StringComparison.Ordinal)))
                .Select(file => file.Path),
        ];
        Assert.IsEmpty(places, $"Take the version from elsewhere in {string.Join(", ", places)}.");
    }

    [TestMethod]
    public void PapersShowIt()
    {
        string[] wrong =
        [
            .. from file in SourceTree.Read(".md")
               from Match match in Firmware().Matches(file.Text)
               where match.Groups["version"].Value != version
               select $"{file.Path}: {match.Value}",
        ];
        Assert.IsEmpty(wrong, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>
    /// The newest entry of CHANGELOG.md is of this version; above it there may be one that is not released.
    /// </summary>
    [TestMethod]
    public void NewestChangesAreOfIt()
    {
        SourceFile? changes = SourceTree.Read("CHANGELOG.md").SingleOrDefault();
        Assert.AreEqual(version, changes is null ? version : Newest(changes.Text), "CHANGELOG.md");
    }

    [TestMethod]
    [DataRow("# Changes\n\n## 0.2.0 (2026-01-01)\n\n## 0.1.0\n", "0.2.0")]
    [DataRow("# Changes\n\n## Unreleased\n\n- 9.9.9 is no heading\n\n## [1.10.0] - 2026-01-01\n", "1.10.0")]
    [DataRow("# Changes\n", null)]
    public void HeadingsAreRead(string changes, string? newest)
    {
        Assert.AreEqual(newest, Newest(changes));
    }

    private static string? Newest(string changes)
    {
        Match heading = Heading().Match(changes);
        return heading.Success ? heading.Groups["version"].Value : null;
    }

    private static object? Attribute(AssemblyDefinition assembly, string name)
    {
        return assembly.CustomAttributes.Single(item => item.AttributeType.Name == name).ConstructorArguments[0].Value;
    }

    [GeneratedRegex(@"^##\s+\[?v?(?<version>\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"""firmware"":\s*""(?<version>\d[^""]*)""")]
    private static partial Regex Firmware();
}
