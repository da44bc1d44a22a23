using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>How deep a method's evaluation stack becomes.</summary>
internal static class StackDepth
{
    /// <summary>The most values at any instruction, by following every path.</summary>
    public static int Needed(MethodBody body)
    {
        Dictionary<Instruction, int> depths = [];
        Stack<(Instruction? At, int Depth)> open = new();
        open.Push((body.Instructions[0], 0));
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            open.Push((handler.HandlerStart, handler.HandlerType == ExceptionHandlerType.Finally ? 0 : 1));
            open.Push((handler.FilterStart, 1));
        }

        int most = 0;
        while (open.TryPop(out (Instruction? At, int Depth) next))
        {
            if (next.At is null || !depths.TryAdd(next.At, next.Depth))
            {
                continue;
            }

            int depth = next.Depth + Change(next.At);
            most = int.Max(most, int.Max(next.Depth, depth));
            foreach (Instruction target in Targets(next.At))
            {
                open.Push((target, Empties(next.At) ? 0 : depth));
            }

            open.Push((GoesOn(next.At) ? next.At.Next : null, depth));
        }

        return most;
    }

    /// <summary>By how much an instruction lengthens or shortens the stack.</summary>
    public static int Change(Instruction instruction)
    {
        return instruction.OpCode.FlowControl == FlowControl.Call
            ? Call(instruction)
            : Count(instruction.OpCode.StackBehaviourPush) - Count(instruction.OpCode.StackBehaviourPop);
    }

    private static int Call(Instruction instruction)
    {
        if (instruction.Operand is not IMethodSignature method)
        {
            return 0;
        }

        bool creates = instruction.OpCode.Code == Code.Newobj;
        int pointer = instruction.OpCode.Code == Code.Calli ? 1 : 0;
        int pops = method.Parameters.Count + (method.HasThis && !creates ? 1 : 0) + pointer;
        int pushes = creates || method.ReturnType.FullName != "System.Void" ? 1 : 0;
        return pushes - pops;
    }

    /// <summary>A behaviour's name has one part for each value: Popref_popi_pop1.</summary>
    private static int Count(StackBehaviour behaviour)
    {
        return behaviour is StackBehaviour.Pop0 or StackBehaviour.Push0 or StackBehaviour.PopAll
            or StackBehaviour.Varpop or StackBehaviour.Varpush
            ? 0
            : behaviour.ToString().Split('_').Length;
    }

    private static Instruction[] Targets(Instruction instruction)
    {
        return instruction.Operand switch
        {
            Instruction target => [target],
            Instruction[] targets => targets,
            _ => [],
        };
    }

    private static bool Empties(Instruction instruction)
    {
        return instruction.OpCode.Code is Code.Leave or Code.Leave_S;
    }

    private static bool GoesOn(Instruction instruction)
    {
        return instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
    }
}
