using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>CLR 1.17 ends without a word in a generic class, and a generic method gives garbage.</summary>
internal sealed class GenericsRule : IRule
{
    private const string Remedy =
        "Write it for the one type, or for object with a cast; declare a delegate type of your own";

    /// <inheritdoc/>
    public string Name => "generics";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        IEnumerable<Violation> types = code.Types
            .Where(type => type.HasGenericParameters)
            .Select(type => new Violation(Name, type.FullName, "a generic type", Remedy));
        IEnumerable<Violation> methods = code.Methods
            .Where(method => method.HasGenericParameters)
            .Select(method => new Violation(Name, Locate.Method(method), "a generic method", Remedy));
        return types.Concat(methods);
    }
}
