using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Generator;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// The C++ sources fit the managed declarations of native methods: the CLR refuses an assembly whose checksum differs,
/// and calls whatever stands at a method's index.
/// </summary>
[TestClass]
public sealed class InteropTests
{
    private static readonly string folder = Path.Combine(Repository.Root, "nanoframework-native", "interop");
    private static readonly NativeTable needed = NativeTable.Of(TestAssemblies.Read(TestAssemblies.Native));

    [TestMethod]
    public void GeneratedSourcesAreOfThisAssembly()
    {
        string[] differences =
        [
            .. GeneratedSources.Of(needed)
                .SelectMany(file =>
                    InteropCheck.Differences(file.Name, file.Text, File.ReadAllText(Path.Combine(folder, file.Name)))),
        ];
        Assert.IsEmpty(differences, string.Join(Environment.NewLine, differences.Prepend("Run make native-table.")));
    }

    [TestMethod]
    public void EveryDeclarationHasABody()
    {
        IReadOnlyList<string> differences = InteropCheck.Differences(needed, CppSource.Read(folder));
        Assert.IsEmpty(differences, string.Join(Environment.NewLine, differences));
    }

    /// <summary>
    /// So the checksum follows the declarations alone, and an update of the library needs no new firmware.
    /// </summary>
    [TestMethod]
    public void AllNativeMethodsAndNothingElseAreInTheNativeAssembly()
    {
        CollectionAssert.DoesNotContain(needed.Methods.ToArray(), null);
        foreach (string name in TestAssemblies.Firmware.Where(name => name != TestAssemblies.Native))
        {
            Assert.AreEqual(0u, NativeChecksum.Of(TestAssemblies.Read(name)), name);
        }
    }

    [TestMethod]
    public void TheNativeAssemblyHasMethods()
    {
        Assert.IsGreaterThan(20, needed.Methods.OfType<string>().Count());
        Assert.AreEqual(
            "SqueezeNet_Embedded_NativeEngine::IsAvailable___STATIC__BOOLEAN",
            needed.Methods.First(method => method?.Contains("NativeEngine") == true));
    }

    [TestMethod]
    public void TableHasAnEntryForEveryMethod()
    {
        string table = Text(needed, ".cpp");
        string[] entries = table[(table.IndexOf('{') + 1)..table.IndexOf("};", StringComparison.Ordinal)]
            .Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string[] expected =
            [.. needed.Methods.Select(method => method is null ? "NULL" : GeneratedSources.Name(method))];
        CollectionAssert.AreEqual(expected, entries);
    }

    [TestMethod]
    public void HeaderDeclaresEveryNativeMethodOnce()
    {
        string[] expected = [.. needed.Methods.OfType<string>().Select(method => method.Split("::")[1])];
        string[] declared =
        [
            .. Regex.Matches(Text(needed, ".h"), @"NANOCLR_NATIVE_DECLARE\((\w+)\);")
                .Select(match => match.Groups[1].Value),
        ];
        CollectionAssert.AreEqual(expected, declared);
    }

    [TestMethod]
    public void NotesAChecksum()
    {
        AssertNoted(needed with { Checksum = 0x12345678 }, "must be '    0x12345678,', it is '    0x");
    }

    [TestMethod]
    public void NotesAVersion()
    {
        AssertNoted(needed with { Version = new(1, 0, 0, 7) }, "must be '    { 1, 0, 0, 7 }', it is '    { ");
    }

    [TestMethod]
    public void NotesTwoMethodsSwapped()
    {
        string?[] methods = [.. needed.Methods];
        int at = Array.FindIndex(methods, method => method?.Contains("NativeEngine::") == true);
        (methods[at], methods[at + 1]) = (methods[at + 1], methods[at]);
        AssertNoted(needed with { Methods = methods }, $"must be '    {GeneratedSources.Name(methods[at]!)},'");
    }

    [TestMethod]
    public void NotesAMethodMore()
    {
        AssertNoted(needed with { Methods = [null, .. needed.Methods] }, "must be '    NULL,', it is '    Library");
    }

    [TestMethod]
    public void BodiesFit()
    {
        AssertDifferences(Bodies());
    }

    [TestMethod]
    public void NotesAnotherSignature()
    {
        string method = Name("IsAvailable");
        AssertDifferences(
            Bodies().Replace("NativeEngine::IsAvailable___STATIC__BOOLEAN", "NativeEngine::IsAvailable___STATIC__I4"),
            $"{method} is not defined",
            "NativeEngine::IsAvailable___STATIC__I4 is defined, but there is no such managed declaration");
    }

    [TestMethod]
    public void NotesAMethodWithoutABody()
    {
        string bodies = Regex.Replace(Bodies(), @"HRESULT NativeEngine::IsAvailable___[^;]*;\n\}", string.Empty);
        AssertDifferences(bodies, $"{Name("IsAvailable")} is not defined");
    }

    [TestMethod]
    public void NotesAMethodWithTwoBodies()
    {
        AssertDifferences(
            Bodies() + "HRESULT NativeEngine::IsAvailable___STATIC__BOOLEAN(CLR_RT_StackFrame &stack) { }",
            $"{Name("IsAvailable")} is defined 2 times");
    }

    private static void AssertNoted(NativeTable other, string difference)
    {
        string noted = InteropCheck.Differences("table.cpp", Text(other, ".cpp"), Text(needed, ".cpp")).Single();
        StringAssert.Contains(noted, difference);
        StringAssert.StartsWith(noted, "table.cpp:");
    }

    private static void AssertDifferences(string source, params string[] expected)
    {
        IReadOnlyList<string> differences = InteropCheck.Differences(needed, new CppSource(source));
        string all = string.Join(Environment.NewLine, differences);
        Assert.HasCount(expected.Length, differences, all);
        foreach (string text in expected)
        {
            StringAssert.Contains(all, text);
        }
    }

    private static string Text(NativeTable table, string extension)
    {
        return GeneratedSources.Of(table).Single(file => file.Name.EndsWith(extension, StringComparison.Ordinal)).Text;
    }

    private static string Name(string method)
    {
        return GeneratedSources.Name(needed.Methods.Single(item =>
            item?.Contains($"NativeEngine::{method}___") == true)!);
    }

    /// <summary>Bodies as one writes them, with a comment and a short name for a class.</summary>
    private static string Bodies()
    {
        const string Class = "SqueezeNet_Embedded_NativeEngine";
        IEnumerable<string> bodies = needed.Methods.OfType<string>().Select(method =>
            "HRESULT " + GeneratedSources.Name(method).Replace(GeneratedSources.Name(Class), "NativeEngine")
            + "(CLR_RT_StackFrame &stack) { // {}\n    return S_OK;\n}\n");
        return $"typedef {GeneratedSources.Name(Class)} NativeEngine;\n" + string.Concat(bodies);
    }
}
