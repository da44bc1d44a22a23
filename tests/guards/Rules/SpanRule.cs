using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>CoreLibrary 1.17 has no Span; what the compiler makes of one needs generics besides.</summary>
internal sealed class SpanRule : IRule
{
    private static readonly string[] spans =
    [
        "System.Span`1",
        "System.ReadOnlySpan`1",
        "System.Memory`1",
        "System.ReadOnlyMemory`1",
    ];

    /// <inheritdoc/>
    public string Name => "span";

    /// <summary>Whether this is one of the types that the rule is about.</summary>
    public static bool IsSpan(string fullName)
    {
        return spans.Contains(fullName);
    }

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.TypeUses()
            .Where(use => TypeParts.Of(use.Type).Any(part => IsSpan(part.FullName)))
            .Select(use => new Violation(Name, use.Place, use.Type.FullName, "Pass an array, an offset and a count"));
    }
}
