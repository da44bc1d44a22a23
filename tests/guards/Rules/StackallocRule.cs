using System.Collections.Generic;
using System.Linq;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>The interpreter has no localloc, and the metadata processor fails on it.</summary>
internal sealed class StackallocRule : IRule
{
    /// <inheritdoc/>
    public string Name => "stackalloc";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Instructions
            .Where(item => item.Instruction.OpCode == OpCodes.Localloc)
            .Select(item => new Violation(
                Name, Locate.Instruction(item.Method, item.Instruction), "stackalloc", "Use an array that is kept"));
    }
}
