using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;
using SqueezeNet.Embedded.Tests.Guards.Rules;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>
/// Every rule bites: tests/guards/Examples/Broken shows for each what the device cannot run; Clean shows what it can.
/// </summary>
[TestClass]
public sealed class ExampleTests
{
    private const string Marker = "BreaksAttribute";

    private static readonly ModuleDefinition examples = TestAssemblies.Read("BrokenExamples");
    private static readonly IReadOnlyList<IRule> rules = DeviceRules.All(TestAssemblies.Surface, "Some.NativeClass");

    public static IEnumerable<object[]> Broken =>
        examples.Types.Where(type => Rule(type) is not null).Select(type => new object[] { type.Name });

    [TestMethod]
    [DynamicData(nameof(Broken))]
    public void ExampleBreaksItsRuleOnly(string name)
    {
        TypeDefinition example = examples.Types.Single(type => type.Name == name);
        IReadOnlyList<Violation> violations = rules.Check(WithNested(example));
        string broken = string.Join(", ", violations.Select(violation => violation.Rule).Distinct());
        Assert.AreEqual(Rule(example), broken, string.Join(Environment.NewLine, violations));
    }

    [TestMethod]
    public void CleanExampleBreaksNone()
    {
        rules.AssertKept(new CompiledCode(TestAssemblies.Read("CleanExamples")));
    }

    [TestMethod]
    public void EveryRuleHasAnExample()
    {
        List<string?> shown = [.. examples.Types.Select(Rule).Distinct()];
        List<string> missing = [.. rules.Select(rule => rule.Name).Where(name => !shown.Contains(name))];
        Assert.IsEmpty(missing, $"Write an example for {string.Join(", ", missing)} in tests/guards/Examples.");
    }

    [TestMethod]
    public void MessageNamesPlaceOffsetLineAndRemedy()
    {
        TypeDefinition example = examples.Types.Single(type => type.Name == "CheckedSum");
        string message = rules.Check(WithNested(example)).Single().ToString();
        StringAssert.Matches(
            message,
            new(@"^\[checked\] .*CheckedSum\.Sum\(Int32, Int32\) IL_\d{4} "
                + @"\(CheckedSum\.cs:9\): add\.ovf.*\. Compare before"));
    }

    private static string? Rule(TypeDefinition type)
    {
        return type.CustomAttributes
            .Where(attribute => attribute.AttributeType.Name == Marker)
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value)
            .SingleOrDefault();
    }

    private static CompiledCode WithNested(TypeDefinition type)
    {
        return new CompiledCode(All(type));
    }

    private static IEnumerable<TypeDefinition> All(TypeDefinition type)
    {
        return type.NestedTypes.SelectMany(All).Prepend(type);
    }
}
