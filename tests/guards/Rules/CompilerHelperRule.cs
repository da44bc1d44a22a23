using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// For a switch over many strings and for a switch expression without a default, the compiler adds methods of its own,
/// and which ones depends on its version. In an assembly with native methods they have entries in the table, so the
/// checksum would depend on the compiler.
/// </summary>
internal sealed class CompilerHelperRule : IRule
{
    private const string Helpers = "<PrivateImplementationDetails>";

    /// <inheritdoc/>
    public string Name => "compiler helper";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Instructions
            .Where(item => item.Instruction.Operand is MethodReference { DeclaringType.Name: Helpers })
            .Select(item => new Violation(
                Name,
                Locate.Instruction(item.Method, item.Instruction),
                ((MethodReference)item.Instruction.Operand).Name,
                "Give a switch expression a default arm; compare strings one by one"));
    }
}
