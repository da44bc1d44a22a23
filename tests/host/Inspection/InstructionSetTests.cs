using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Host.Inspection;

/// <summary>What kernels are called.</summary>
[TestClass]
public sealed partial class InstructionSetTests
{
    /// <summary>SSSE3 is the vector engine's alone; it has no kernels for VNNI.</summary>
    [TestMethod]
    public void AnInstructionSetHasOneNameInBothEngines()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "nanoframework-native", "host", "isa.c"));
        string[] native = [.. NativeSet().Matches(source).Select(match => match.Groups[1].Value)];
        string[] vector = [.. Enum.GetValues<VectorPath>().Select(VectorPaths.Name)];
        CollectionAssert.AreEquivalent(new[] { "portable", "avx2", "vnni", "neon", "dotprod" }, native);
        CollectionAssert.AreEqual(new[] { "ssse3" }, vector.Except(native).ToArray());
    }

    [GeneratedRegex("^    \\{\"([a-z0-9]+)\", (?:NULL|&sq_kernels)", RegexOptions.Multiline)]
    private static partial Regex NativeSet();
}
