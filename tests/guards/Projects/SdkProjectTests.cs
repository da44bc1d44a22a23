using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>
/// The projects for nanoFramework's SDK, which nothing here can restore: they compile the files, and use the libraries,
/// of the .nfproj of the same name.
/// </summary>
[TestClass]
public sealed class SdkProjectTests
{
    private static readonly string device = Path.Combine(Repository.Root, "firmware", "device");

    [TestMethod]
    [DataRow("SqueezeNet.Embedded.Native")]
    [DataRow("SqueezeNet.Embedded")]
    [DataRow("CameraNode")]
    public void BothProjectsAreAlike(string name)
    {
        string folder = Path.Combine(device, "sdk", name);
        XElement sdk = XDocument.Load(Path.Combine(folder, name + ".csproj")).Root!;
        NanoProject other = NanoProject.Read(Path.Combine(device, name, name + ".nfproj"));
        string[] expected =
        [
            .. other.Compiled.Select(c => Path.GetFullPath(Path.Combine(device, name, c.File))).Order(),
        ];
        CollectionAssert.AreEqual(expected, Compiled(folder, sdk).Order().ToArray());
        CollectionAssert.AreEqual(
            other.Packages.Where(p => p.Device).Select(p => p.Id).Order().ToArray(),
            sdk.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value).Order().ToArray());
    }

    /// <summary>What the globs say, as far as these projects use them: FOLDER/**/*.cs and a file.</summary>
    private static IEnumerable<string> Compiled(string folder, XElement project)
    {
        foreach (XElement item in project.Descendants("Compile"))
        {
            string include = item.Attribute("Include")!.Value;
            string[] excluded =
            [
                .. (item.Attribute("Exclude")?.Value ?? string.Empty)
                    .Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(glob => Path.GetFullPath(Path.Combine(folder, glob[..^"**".Length]))),
            ];
            string[] files = include.EndsWith("/**/*.cs", StringComparison.Ordinal)
                ? Directory.GetFiles(
                    Path.GetFullPath(Path.Combine(folder, include[..^"/**/*.cs".Length])), "*.cs",
                    SearchOption.AllDirectories)
                : [Path.GetFullPath(Path.Combine(folder, include))];
            foreach (string file in files)
            {
                if (!excluded.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal)))
                {
                    yield return file;
                }
            }
        }
    }
}
