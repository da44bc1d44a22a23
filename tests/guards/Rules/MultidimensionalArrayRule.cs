using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>CLR 1.17 ends without a word at the first int[,].</summary>
internal sealed class MultidimensionalArrayRule : IRule
{
    /// <inheritdoc/>
    public string Name => "multidimensional array";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.TypeUses()
            .Where(use => TypeParts.Of(use.Type).OfType<ArrayType>().Any(array => !array.IsVector))
            .Select(use => new Violation(
                Name, use.Place, use.Type.FullName, "Use one array with an index of your own, or an array of arrays"));
    }
}
