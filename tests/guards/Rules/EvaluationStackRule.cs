using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// The metadata processor estimates a method's evaluation stack by walking its IL once in the order of addresses. After
/// a jump or a throw it starts from nothing, so that a value that waits across a conditional expression is forgotten.
/// The CLR adds two places to the estimate and does not check: past them the next frame's memory is overwritten.
/// </summary>
internal sealed class EvaluationStackRule : IRule
{
    private const int AddedByTheClr = 2;

    /// <inheritdoc/>
    public string Name => "evaluation stack";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return code.Bodies
            .Select(method => (Method: method, Needed: StackDepth.Needed(method.Body), Reserved: Reserved(method.Body)))
            .Where(item => item.Needed > item.Reserved)
            .Select(item => new Violation(
                Name,
                Locate.Method(item.Method),
                $"needs {item.Needed} places where the device reserves {item.Reserved}",
                "Put the conditional expression into a variable before the call that uses it"));
    }

    private static int Reserved(MethodBody body)
    {
        return Estimate(body) + AddedByTheClr;
    }

    private static int Estimate(MethodBody body)
    {
        Dictionary<Instruction, int> atTargets = [];
        int depth = 0;
        int most = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            depth = atTargets.GetValueOrDefault(instruction, depth);
            if (EndsInNothing(instruction.OpCode.Code))
            {
                depth = 0;
                continue;
            }

            depth += StackDepth.Change(instruction);
            if (instruction.Operand is Instruction target)
            {
                atTargets[target] = int.Max(atTargets.GetValueOrDefault(target), depth);
            }

            most = int.Max(most, depth);
        }

        return most;
    }

    private static bool EndsInNothing(Code code)
    {
        return code is Code.Throw or Code.Endfinally or Code.Endfilter or Code.Leave or Code.Leave_S or Code.Br_S;
    }
}
