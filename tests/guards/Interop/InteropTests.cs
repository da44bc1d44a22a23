using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// The C++ table of native methods fits the managed declarations: the CLR refuses an assembly whose checksum differs, and
/// calls whatever stands at a method's index.
/// </summary>
[TestClass]
public sealed class InteropTests
{
    private const string SampleProject = "sample";

    private static readonly NativeTable needed = NativeTable.Of(TestAssemblies.Read("SqueezeNet.Embedded"));

    [TestMethod]
    public void SourceFitsTheDeclarations()
    {
        CppSource source = CppSource.Read(Path.Combine(Repository.Root, "nanoframework-native", "interop"));
        IReadOnlyList<string> differences = InteropCheck.Differences(needed, source);
        if (differences.Count > 0)
        {
            string file = Path.Combine(Repository.Root, "artifacts", "native-table.cpp");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, needed.ToCpp(Project(source)) + Environment.NewLine);
            Assert.Fail($"""
                {differences.Count} differences:
                {string.Join(Environment.NewLine, differences)}
                The table that fits is in {file}: put it into nanoframework-native/interop.
                """);
        }
    }

    [TestMethod]
    public void TheLibraryHasNativeMethods()
    {
        Assert.IsGreaterThan(20, needed.Methods.OfType<string>().Count());
        Assert.AreEqual(
            "SqueezeNet_Embedded_NativeEngine::IsAvailable___STATIC__BOOLEAN",
            needed.Methods.First(method => method?.Contains("NativeEngine") == true));
    }

    [TestMethod]
    public void SampleFits()
    {
        AssertDifferences(Sample());
    }

    [TestMethod]
    public void NotesAChecksum()
    {
        AssertDifferences(Sample().Replace($"0x{needed.Checksum:X8}", "0x12345678"), "the table says 0x12345678");
    }

    [TestMethod]
    public void NotesTwoMethodsSwapped()
    {
        string sample = Sample();
        string first = Entry("Reserve");
        string second = Entry("Map");
        int end = sample.IndexOf("};", StringComparison.Ordinal);
        string table = sample[..end].Replace(first, "?").Replace(second, first).Replace("?", second);
        AssertDifferences(table + sample[end..], $"must be {first}, it is {second}", $"must be {second}, it is {first}");
    }

    [TestMethod]
    public void NotesAnotherSignature()
    {
        string entry = Entry("Reserve");
        AssertDifferences(
            Sample().Replace("Reserve___STATIC__I4__I4", "Reserve___STATIC__I4__U4"),
            $"must be {entry}, it is",
            $"{entry} is not declared",
            "NativeEngine::Reserve___STATIC__I4__U4 is declared",
            $"{entry} is not defined",
            "NativeEngine::Reserve___STATIC__I4__U4 is defined");
    }

    [TestMethod]
    public void NotesAMissingEntry()
    {
        string sample = Sample();
        int at = sample.IndexOf("NULL,", StringComparison.Ordinal);
        string message = string.Join("\n", Differences(sample.Remove(at, "NULL,".Length)));
        StringAssert.Contains(message, $"has {needed.Methods.Count} methods, the table {needed.Methods.Count - 1} entries");
        StringAssert.Contains(message, "it is NULL");
    }

    [TestMethod]
    public void NotesAMethodWithoutABody()
    {
        string sample = Regex.Replace(Sample(), @"HRESULT NativeEngine::Reserve___[^;]*;\s*\}", string.Empty);
        AssertDifferences(sample, $"{Entry("Reserve")} is not defined");
    }

    [TestMethod]
    public void NotesAnotherVersion()
    {
        AssertDifferences(Sample().Replace("{ 1, 0, 0, 0 }", "{ 1, 0, 0, 7 }"), "the table says 1.0.0.7");
    }

    [TestMethod]
    public void NotesAnotherAssembly()
    {
        AssertDifferences(Sample().Replace("\"SqueezeNet.Embedded\"", "\"Squeezenet.Embedded\""), "says Squeezenet.Embedded");
    }

    [TestMethod]
    public void NotesThatThereIsNoTable()
    {
        AssertDifferences(Sample().Replace("g_CLR_AssemblyNative_SqueezeNet_Embedded", "g_CLR_Other"), "there is no CLR_RT_Nat");
    }

    private static string Project(CppSource source)
    {
        return source.Table(needed.Symbol) is NativeTable table ? InteropCheck.Project(needed, table) : "sqnet_native";
    }

    private static void AssertDifferences(string source, params string[] expected)
    {
        IReadOnlyList<string> differences = Differences(source);
        string all = string.Join(Environment.NewLine, differences);
        Assert.HasCount(expected.Length, differences, all);
        foreach (string text in expected)
        {
            StringAssert.Contains(all, text);
        }
    }

    private static IReadOnlyList<string> Differences(string source)
    {
        return InteropCheck.Differences(needed with { Version = [1, 0, 0, 0] }, new CppSource(source));
    }

    private static string Entry(string method)
    {
        return $"Library_{SampleProject}_" + needed.Methods.Single(item => item?.Contains($"NativeEngine::{method}___") == true);
    }

    /// <summary>Sources as one writes them, with comments, a short name for a class and lines for the eye.</summary>
    private static string Sample()
    {
        string[] methods = [.. needed.Methods.OfType<string>()];
        string table = (needed with { Version = [1, 0, 0, 0] }).ToCpp(SampleProject).Replace("NULL,", "NULL, // in C#: {}\n");
        IEnumerable<string> structures =
            from method in methods
            group method.Split("::")[1] by method.Split("::")[0] into type
            select $"struct Library_{SampleProject}_{type.Key}\n{{\n"
                + string.Concat(type.Select(name => $"    NANOCLR_NATIVE_DECLARE({name});\n")) + "    //--//\n};\n";
        IEnumerable<string> bodies = methods.Select(method =>
            $"HRESULT {method.Replace("SqueezeNet_Embedded_", string.Empty)}(CLR_RT_StackFrame &stack) {{\n    return S_OK;\n}}\n");
        string aliases = $"""
            typedef Library_{SampleProject}_SqueezeNet_Embedded_NativeEngine NativeEngine;
            using NativeCamera = Library_{SampleProject}_SqueezeNet_Embedded_NativeCamera;
            """;
        return string.Join("\n", [table, .. structures, aliases, .. bodies]);
    }
}
