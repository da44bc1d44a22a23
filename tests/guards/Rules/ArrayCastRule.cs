using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>.NET lets a byte[] be used as an sbyte[]; CLR 1.17 throws InvalidCastException.</summary>
internal sealed class ArrayCastRule : IRule
{
    /// <inheritdoc/>
    public string Name => "array cast";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        foreach ((MethodDefinition method, Instruction instruction) in code.Instructions)
        {
            TypeReference? from = instruction.Previous is null ? null : Pushed(method, instruction.Previous);
            if (instruction.OpCode.Code is Code.Castclass or Code.Isinst
                && from is ArrayType { ElementType.IsPrimitive: true }
                && instruction.Operand is ArrayType { ElementType.IsPrimitive: true } to
                && from.FullName != to.FullName)
            {
                yield return new Violation(
                    Name,
                    Locate.Instruction(method, instruction),
                    $"{from.FullName} as {to.FullName}",
                    "Copy the elements, or declare the array with the type that is needed");
            }
        }
    }

    private static TypeReference? Pushed(MethodDefinition method, Instruction instruction)
    {
        return instruction.OpCode.Code switch
        {
            Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2
                or Code.Ldarg_3 => Argument(method, instruction.OpCode.Code - Code.Ldarg_0),
            Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2
                or Code.Ldloc_3 =>
                method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType,
            Code.Newarr => new ArrayType((TypeReference)instruction.Operand),
            _ => instruction.Operand switch
            {
                ParameterDefinition parameter => parameter.ParameterType,
                VariableDefinition variable => variable.VariableType,
                FieldReference field => field.FieldType,
                MethodReference call => call.ReturnType,
                _ => null,
            },
        };
    }

    private static TypeReference? Argument(MethodDefinition method, int index)
    {
        int parameter = method.HasThis ? index - 1 : index;
        return parameter < 0 ? null : method.Parameters[parameter].ParameterType;
    }
}
