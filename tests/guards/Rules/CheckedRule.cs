using System.Collections.Generic;
using System.Linq;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>CLR 1.17 computes checked operations and conversions as unchecked ones: nothing is thrown.</summary>
internal sealed class CheckedRule : IRule
{
    /// <inheritdoc/>
    public string Name => "checked";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Instructions
            .Where(item => item.Instruction.OpCode.Name.Contains(".ovf") && !IsArrayLength(item.Instruction))
            .Select(item => new Violation(
                Name,
                Locate.Instruction(item.Method, item.Instruction),
                $"{item.Instruction.OpCode.Name}, which does not throw on the device",
                "Compare before computing, or compute in a wider type"));
    }

    /// <summary>The compiler converts a length that is not an int in this way, unasked.</summary>
    private static bool IsArrayLength(Instruction instruction)
    {
        return instruction.Next?.OpCode == OpCodes.Newarr;
    }
}
