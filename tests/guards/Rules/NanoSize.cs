using System.Linq;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>Sizes in the device's format, where tokens and long branches take two bytes.</summary>
internal static class NanoSize
{
    private const int BytesOfHandler = 12;

    /// <summary>Bytes of a method's IL with its table of exception handlers.</summary>
    public static int Of(MethodBody body)
    {
        int handlers = body.HasExceptionHandlers ? BytesOfHandler * body.ExceptionHandlers.Count + 1 : 0;
        return body.Instructions.Sum(Of) + handlers;
    }

    private static int Of(Instruction instruction)
    {
        return instruction.OpCode.OperandType switch
        {
            OperandType.InlineSwitch =>
                instruction.OpCode.Size + 1 + 2 * ((Instruction[])instruction.Operand).Length,
            OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType
                or OperandType.InlineBrTarget => instruction.OpCode.Size + 2,
            _ => instruction.GetSize(),
        };
    }
}
