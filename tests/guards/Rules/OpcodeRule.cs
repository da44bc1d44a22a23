using System.Collections.Generic;
using System.Linq;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// What nf-interpreter's main loop (src/CLR/Core/Interpreter.cpp) lists as unsupported, except localloc, which has a
/// rule of its own; and the prefix of tail calls, which it skips, so that a deep recursion overflows.
/// </summary>
internal sealed class OpcodeRule : IRule
{
    private static readonly HashSet<OpCode> unsupported =
    [
        OpCodes.Arglist,
        OpCodes.Calli,
        OpCodes.Ckfinite,
        OpCodes.Cpblk,
        OpCodes.Initblk,
        OpCodes.Jmp,
        OpCodes.Mkrefany,
        OpCodes.Readonly,
        OpCodes.Refanytype,
        OpCodes.Refanyval,
        OpCodes.Tail,
    ];

    /// <inheritdoc/>
    public string Name => "opcode";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Instructions
            .Where(item => unsupported.Contains(item.Instruction.OpCode))
            .Select(item => new Violation(
                Name,
                Locate.Instruction(item.Method, item.Instruction),
                item.Instruction.OpCode.Name,
                "The interpreter has no such instruction: say it in plain C#"));
    }
}
