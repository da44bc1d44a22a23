using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Rules;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>
/// What firmware/ compiles to for the device, against the device's libraries alone (tests/guards/Device), keeps to what
/// CLR 1.17 runs.
/// </summary>
[TestClass]
public sealed class FirmwareTests
{
    private static readonly string[] nativeClasses =
        ["SqueezeNet.Embedded.NativeEngine", "SqueezeNet.Embedded.NativeCamera"];

    public static IEnumerable<object[]> Assemblies => TestAssemblies.Firmware.Select(name => new object[] { name });

    /// <summary>Those with code: the native assembly has declarations alone.</summary>
    public static IEnumerable<object[]> Managed => Assemblies.Where(row => (string)row[0] != TestAssemblies.Native);

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void KeepsToWhatTheDeviceRuns(string assembly)
    {
        CompiledCode code = new(TestAssemblies.Read(assembly));
        string[] native = assembly == TestAssemblies.Native ? nativeClasses : [];
        DeviceRules.All(TestAssemblies.Surface, native).AssertKept(code);
        int least = native.Length > 0 ? native.Length : 4;
        Assert.IsGreaterThanOrEqualTo(least, code.Types.Count, "There is hardly anything in the assembly.");
    }

    /// <summary>The compiler leaves Debug.WriteLine out of a release, and the board would say nothing.</summary>
    [TestMethod]
    public void WhatABoardSaysIsInAReleaseToo()
    {
        string[] silent =
        [
            .. SourceTree.Read(".cs")
                .Where(file => file.Path.StartsWith("firmware/", StringComparison.Ordinal))
                .Where(file => file.Text.Contains("Debug.Write", StringComparison.Ordinal))
                .Select(file => file.Path),
        ];
        Assert.IsEmpty(silent, string.Join(", ", silent));
    }

    /// <summary>Whatever the firmware uses is noticed when it is not in the list.</summary>
    [TestMethod]
    [DynamicData(nameof(Managed))]
    public void EveryMemberInUseIsGuarded(string assembly)
    {
        CompiledCode code = new(TestAssemblies.Read(assembly));
        List<string> used = [.. UsedMembers(code).Distinct()];
        IEnumerable<Violation> violations = new SurfaceRule(TestAssemblies.Surface.Without(used)).Check(code);
        CollectionAssert.AreEquivalent(used, violations.Select(violation => violation.What).Distinct().ToList());
        Console.WriteLine($"{assembly} uses {used.Count} members of the device's libraries");
        Assert.IsGreaterThan(10, used.Count);
    }

    private static IEnumerable<string> UsedMembers(CompiledCode code)
    {
        return code.Instructions
            .Select(item => item.Instruction.Operand)
            .OfType<MemberReference>()
            .Where(member => member is MethodReference or FieldReference)
            .Where(member => TestAssemblies.Surface.HasMember(member.FullName))
            .Select(member => member.FullName);
    }
}
