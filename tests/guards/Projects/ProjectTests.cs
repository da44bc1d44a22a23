using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Projects;

/// <summary>
/// The device projects name every file by hand and every library's version three times, and no build here reads them:
/// so they are compared with the folders, with each other, and with what the tests compile.
/// </summary>
[TestClass]
public sealed class ProjectTests
{
    private const string Packages = """
        <packages>
          <package id="nanoFramework.CoreLibrary" version="1.17.11" targetFramework="netnano1.0" />
          <package id="nanoFramework.System.Text" version="1.3.42" targetFramework="netnano1.0" />
        </packages>
        """;

    private const string Project = """
        <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <PropertyGroup>
            <AssemblyName>CameraNode</AssemblyName>
            <LangVersion>9.0</LangVersion>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="..\..\CameraNode\Node.cs" Link="Node.cs" />
            <Compile Include="Properties\AssemblyInfo.cs" />
          </ItemGroup>
          <ItemGroup>
            <Reference Include="mscorlib, Version=1.17.11.0, Culture=neutral">
              <HintPath>..\..\packages\nanoFramework.CoreLibrary.1.17.11\lib\mscorlib.dll</HintPath>
            </Reference>
            <Reference Include="nanoFramework.System.Text">
              <HintPath>..\..\packages\nanoFramework.System.Text.1.3.42\lib\nanoFramework.System.Text.dll</HintPath>
            </Reference>
          </ItemGroup>
        </Project>
        """;

    private const string Nuspec = """
        <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
          <metadata>
            <dependencies>
              <dependency id="nanoFramework.CoreLibrary" version="1.17.11" />
              <dependency id="nanoFramework.System.Text" version="1.3.42" />
            </dependencies>
          </metadata>
        </package>
        """;

    private static readonly string[] used = ["mscorlib", "nanoFramework.System.Text", "SqueezeNet.Embedded"];
    private static readonly string[] files =
    [
        "../../CameraNode/Desktop/Simulator.cs", "../../CameraNode/Node.cs", "Properties/AssemblyInfo.cs",
    ];

    [TestMethod]
    public void DeviceProjectsAreConsistent()
    {
        string[] paths = [.. Find("*.nfproj")];
        Assert.IsGreaterThanOrEqualTo(3, paths.Length);
        List<string> differences = [];
        foreach (string path in paths)
        {
            NanoProject project = NanoProject.Read(path);
            IEnumerable<string> libraries = Used(project.Property("AssemblyName"));
            differences.AddRange(ProjectCheck.Differences(project, libraries).Select(line => $"{path}: {line}"));
            foreach (string nuspec in Directory.GetFiles(Path.GetDirectoryName(path)!, project.Name + ".nuspec"))
            {
                XElement root = XDocument.Load(nuspec).Root!;
                differences.AddRange(ProjectCheck.Differences(project, root).Select(line => $"{nuspec}: {line}"));
            }
        }

        Assert.IsEmpty(differences, string.Join(Environment.NewLine, differences));
    }

    [TestMethod]
    public void DeviceSolutionHasEveryProject()
    {
        string folder = Path.Combine(Repository.Root, "firmware", "device");
        string solution = File.ReadAllText(Directory.GetFiles(folder, "*.sln").Single());
        foreach (string path in Find("*.nfproj"))
        {
            StringAssert.Contains(solution, '"' + Path.GetRelativePath(folder, path).Replace('/', '\\') + '"');
        }
    }

    [TestMethod]
    public void PackagesHoldFilesThatAreThere()
    {
        foreach (string path in Find("*.nuspec"))
        {
            XElement nuspec = XDocument.Load(path).Root!;
            foreach (string file in nuspec.Descendants().Where(item => item.Name.LocalName == "file").Select(Source))
            {
                bool built = file.StartsWith("bin/", StringComparison.Ordinal) || file.Contains("/bin/");
                Assert.IsTrue(built || File.Exists(Path.Combine(Path.GetDirectoryName(path)!, file)),
                    $"{path}: no {file}");
            }
        }
    }

    [TestMethod]
    public void EveryListNamesItsPackage()
    {
        foreach ((string assembly, (string id, string version)) in Libraries.Packages)
        {
            Assert.IsTrue(id.Length > 0 && version.Length > 0, $"The first line of {assembly}.cs names no package.");
        }

        Assert.AreEqual(("nanoFramework.CoreLibrary", "1.17.11"), Libraries.Packages["mscorlib"]);
    }

    [TestMethod]
    public void SampleIsConsistent()
    {
        AssertDifference(Project, Packages, string.Empty);
    }

    [TestMethod]
    [DataRow("<Compile Include=\"Properties\\AssemblyInfo.cs\" />", "",
        "add <Compile Include=\"Properties\\AssemblyInfo.cs\" />")]
    [DataRow("\"Properties\\AssemblyInfo.cs\"", "\"Properties\\AssemblyInfo.cs\" /><Compile Include=\"Gone.cs\"",
        "remove Gone.cs")]
    [DataRow("Link=\"Node.cs\"", "Link=\"Nodes.cs\"", "../../CameraNode/Node.cs must have Link=\"Node.cs\"")]
    [DataRow("<LangVersion>9.0", "<LangVersion>10.0", "LangVersion must be 9.0")]
    [DataRow("<LangVersion>9.0", "<Nullable>enable</Nullable><LangVersion>9.0", "Nullable must be absent")]
    [DataRow("lib\\mscorlib.dll", "lib\\corlib.dll", "reference mscorlib points at corlib.dll")]
    public void NotesInTheProject(string text, string replacement, string difference)
    {
        AssertDifference(Project.Replace(text, replacement), Packages, difference);
    }

    [TestMethod]
    [DataRow("CoreLibrary.1.17.11", "CoreLibrary.1.17.10", "is in nanoFramework.CoreLibrary.1.17.10",
        "is referenced nowhere")]
    [DataRow("nanoFramework.System.Text\">", "nanoFramework.System.Texts\">", "points at",
        "the code uses nanoFramework.System.Text:")]
    [DataRow("\"Properties\\AssemblyInfo.cs\"", "\"**\\*.cs\"", "add <Compile", "remove **/*.cs",
        "list the files of **/*.cs")]
    [DataRow("CameraNode\\Node.cs\" Link=\"", "CameraNode\\Desktop\\Simulator.cs\" Link=\"Desktop\\Simulator.cs\" A=\"",
        "add <Compile Include=\"..\\..\\CameraNode\\Node.cs\" Link=\"Node.cs\" />",
        "remove ../../CameraNode/Desktop/Simulator.cs")]
    [DataRow("CameraNode\\Node.cs\"",
        "CameraNode\\Node.cs\" Link=\"Node.cs\" /><Compile Include=\"..\\..\\CameraNode\\Node.cs\"",
        "../../CameraNode/Node.cs is there 2 times")]
    public void NotesMoreInTheProject(string text, string replacement, params string[] differences)
    {
        AssertDifference(Project.Replace(text, replacement), Packages, differences);
    }

    [TestMethod]
    [DataRow("1.3.42", "1.3.41", "the list in tests/guards/Surface is of 1.3.42", "is referenced nowhere",
        "no such package")]
    [DataRow("nanoFramework.System.Text", "nanoFramework.System.Tex", "there is no list", "is referenced nowhere",
        "no such package")]
    public void NotesInThePackages(string text, string replacement, params string[] differences)
    {
        AssertDifference(Project, Packages.Replace(text, replacement), differences);
    }

    [TestMethod]
    public void NotesALibraryThatIsNotReferenced()
    {
        NanoProject project = NanoProject.Parse("CameraNode", Project, Packages, files);
        string difference = ProjectCheck.Differences(project, [.. used, "System.Device.Gpio"]).Single();
        StringAssert.Contains(difference, "reference it, from package nanoFramework.System.Device.Gpio");
    }

    [TestMethod]
    [DataRow("1.3.42", "1.3.41", 2)]
    [DataRow("none", "none", 0)]
    public void ComparesThePackageDescription(string text, string replacement, int differences)
    {
        NanoProject project = NanoProject.Parse("CameraNode", Project, Packages, files);
        Assert.HasCount(differences,
            ProjectCheck.Differences(project, XElement.Parse(Nuspec.Replace(text, replacement))));
    }

    private static void AssertDifference(string project, string packages, params string[] expected)
    {
        NanoProject parsed = NanoProject.Parse("CameraNode", project, packages, files);
        IReadOnlyList<string> differences = ProjectCheck.Differences(parsed, used);
        string[] texts = [.. expected.Where(text => text.Length > 0)];
        string all = string.Join(Environment.NewLine, differences);
        Assert.HasCount(texts.Length, differences, all);
        foreach (string text in texts)
        {
            StringAssert.Contains(all, text);
        }
    }

    private static IEnumerable<string> Used(string? assembly)
    {
        return assembly is not null && TestAssemblies.Firmware.Contains(assembly)
            ? TestAssemblies.Read(assembly).AssemblyReferences.Select(reference => reference.Name)
            : [];
    }

    private static string Source(XElement file)
    {
        return file.Attribute("src")!.Value.Replace('\\', '/');
    }

    private static IEnumerable<string> Find(string pattern)
    {
        string[] folders = [Path.Combine(Repository.Root, "firmware"), Path.Combine(Repository.Root, "tests")];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories));
    }
}
