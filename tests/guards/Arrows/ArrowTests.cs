using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>
/// Folders, projects and native files need each other one way only: Orders.cs says which. A message names each pair of
/// files and what ties them.
/// </summary>
[TestClass]
public sealed class ArrowTests
{
    private static readonly SourceFile[] projects = [.. SourceTree.Read(
        ".csproj", ".nfproj", ".nuspec", ".props", ".targets", ".cmake", "CMakeLists.txt")];

    private static readonly SourceFile[] boards = [.. SourceTree.Read(".json")];

    private static readonly SourceFile[] cpp = [.. SourceTree.Read(".c", ".cpp", ".h")];
    private static readonly SourceFile[] native = [.. cpp.Where(file => Under("nanoframework-native", file))];
    private static readonly SourceFile[] csharp = [.. SourceTree.Read(".cs").Where(file => !Under("tests", file))];

    private static readonly Lazy<IReadOnlyList<Arrow>> arrows = new(() =>
    [
        .. ProjectArrows.Of(projects),
        .. CppArrows.Includes(cpp),
        .. CppArrows.Calls(native),
        .. CSharpArrows.Of(csharp.Where(file => !file.Path.Contains("/Device/"))),
        .. CSharpArrows.Of(csharp.Where(file => Under("firmware", file) && !file.Path.Contains("/Desktop/"))),
    ]);

    public static IEnumerable<object[]> AllOrders => Orders.All.Select((order, i) => new object[] { i, order.Root });

    [TestMethod]
    [DynamicData(nameof(AllOrders))]
    public void NoArrowPointsUp(int index, string folder)
    {
        Console.WriteLine($"order {index}, of {folder}");
        AssertNone(Orders.All[index].Violations(arrows.Value));
    }

    [TestMethod]
    [DynamicData(nameof(AllOrders))]
    public void EveryFolderHasARow(int index, string folder)
    {
        Console.WriteLine($"order {index}, of {folder}");
        string[] files = [.. csharp.Concat(cpp).Select(file => file.Path)];
        string[] all = [.. files, .. projects.Concat(boards).Select(file => file.Path)];
        AssertNone([.. Orders.All[index].Missing(files), .. Orders.All[index].Gone(all)]);
    }

    [TestMethod]
    public void NativeFilesIncludeEachOtherInNoCircle()
    {
        AssertNone(Circles.Of(CppArrows.Includes(native)));
    }

    [TestMethod]
    public void NativeFilesCallEachOtherInNoCircle()
    {
        AssertNone(Circles.Of(CppArrows.Calls(native)));
    }

    /// <summary>What is found is what there is: many arrows of each kind, and some that are known.</summary>
    [TestMethod]
    public void ArrowsAreFound()
    {
        Assert.IsGreaterThan(20, ProjectArrows.Of(projects).Count);
        Assert.IsGreaterThan(50, CppArrows.Includes(native).Count);
        Assert.IsGreaterThan(100, CppArrows.Calls(native).Count);
        Assert.IsGreaterThan(3000, arrows.Value.Count);
        string[] top = [.. arrows.Value.Select(arrow => $"{Top(arrow.From)} -> {Top(arrow.To)}").Distinct()];
        CollectionAssert.IsSubsetOf(
            new[] { "firmware -> nanoframework-native", "host-tools -> firmware", "tests -> firmware" }, top);
    }

    private static bool Under(string folder, SourceFile file)
    {
        return file.Path.StartsWith(folder + "/", StringComparison.Ordinal);
    }

    private static string Top(string path)
    {
        return path.Split('/')[0];
    }

    private static void AssertNone(IReadOnlyList<string> violations)
    {
        Assert.IsEmpty(violations, string.Join('\n', violations.Prepend(string.Empty)));
    }
}
