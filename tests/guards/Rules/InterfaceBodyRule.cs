using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>CLR 1.17 throws CLR_E_WRONG_TYPE where a default interface method is called. Static ones work.</summary>
internal sealed class InterfaceBodyRule : IRule
{
    /// <inheritdoc/>
    public string Name => "default interface method";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Methods
            .Where(method => method.DeclaringType.IsInterface && method.IsVirtual
                && (method.HasBody || method.IsStatic))
            .Select(method => new Violation(
                Name,
                Locate.Method(method),
                "an interface's method with a body or a static abstract one",
                "Put the body into a static method or an abstract base class"));
    }
}
