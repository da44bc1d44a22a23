using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>The metadata processor fails on pinned variables, and the device gives a fixed buffer one place.</summary>
internal sealed class FixedRule : IRule
{
    private const string Remedy = "Use an array and its index";

    /// <inheritdoc/>
    public string Name => "fixed";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        IEnumerable<Violation> pinned = code.Locals
            .Where(item => item.Variable.IsPinned)
            .Select(item => new Violation(Name, Locate.Method(item.Method), "a pinned variable", Remedy));
        IEnumerable<Violation> buffers = code.Fields
            .Where(field => field.CustomAttributes.Any(IsFixedBuffer))
            .Select(field => new Violation(Name, field.FullName, "a fixed buffer", Remedy));
        return pinned.Concat(buffers);
    }

    private static bool IsFixedBuffer(CustomAttribute attribute)
    {
        return attribute.AttributeType.FullName == "System.Runtime.CompilerServices.FixedBufferAttribute";
    }
}
