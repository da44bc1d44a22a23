using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>All rules.</summary>
internal static class DeviceRules
{
    /// <summary>Makes them.</summary>
    /// <param name="surface">What the device's libraries offer.</param>
    /// <param name="nativeClasses">The classes with native methods.</param>
    public static IReadOnlyList<IRule> All(SurfaceList surface, params string[] nativeClasses)
    {
        IReadOnlyList<IRule> ofNativeTable = nativeClasses.Length > 0 ? [new CompilerHelperRule()] : [];
        return
        [
            .. ofNativeTable,
            new SurfaceRule(surface),
            new GenericsRule(),
            new SpanRule(),
            new MultidimensionalArrayRule(),
            new StackallocRule(),
            new FixedRule(),
            new InterfaceBodyRule(),
            new VolatileRule(),
            new CheckedRule(),
            new ArrayCastRule(),
            new OpcodeRule(),
            new NativeMethodRule(nativeClasses),
            new EvaluationStackRule(),
            new LimitsRule(),
        ];
    }

    /// <summary>What breaks any of them.</summary>
    public static IReadOnlyList<Violation> Check(this IReadOnlyList<IRule> rules, CompiledCode code)
    {
        return [.. rules.SelectMany(rule => rule.Check(code))];
    }

    /// <summary>Fails the test with one line for each violation.</summary>
    public static void AssertKept(this IReadOnlyList<IRule> rules, CompiledCode code)
    {
        IReadOnlyList<Violation> violations = rules.Check(code);
        if (violations.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine,
                violations.Prepend<object>($"{violations.Count} violations:")));
        }
    }
}
