using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>Types of an assembly, and walks over all that they declare and mention.</summary>
internal sealed class CompiledCode
{
    /// <summary>Takes a whole assembly.</summary>
    public CompiledCode(ModuleDefinition module)
        : this(module.GetTypes())
    {
    }

    /// <summary>Takes some types; those that they enclose must be among them.</summary>
    public CompiledCode(IEnumerable<TypeDefinition> types)
    {
        Types = [.. types];
    }

    /// <summary>All types, nested ones too.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>All methods, constructors and accessors.</summary>
    public IEnumerable<MethodDefinition> Methods => Types.SelectMany(type => type.Methods);

    /// <summary>All fields.</summary>
    public IEnumerable<FieldDefinition> Fields => Types.SelectMany(type => type.Fields);

    /// <summary>All local variables with their methods.</summary>
    public IEnumerable<(MethodDefinition Method, VariableDefinition Variable)> Locals =>
        Bodies.SelectMany(method => method.Body.Variables.Select(variable => (method, variable)));

    /// <summary>All instructions with their methods.</summary>
    public IEnumerable<(MethodDefinition Method, Instruction Instruction)> Instructions =>
        Bodies.SelectMany(method => method.Body.Instructions.Select(instruction => (method, instruction)));

    /// <summary>Methods that have IL.</summary>
    public IEnumerable<MethodDefinition> Bodies => Methods.Where(method => method.HasBody);

    /// <summary>Every place that mentions a type, and the type as it is written there.</summary>
    public IEnumerable<(string Place, TypeReference Type)> TypeUses()
    {
        foreach (TypeDefinition type in Types)
        {
            foreach (TypeReference above in type.Interfaces.Select(item => item.InterfaceType).Prepend(type.BaseType))
            {
                if (above is not null)
                {
                    yield return (type.FullName, above);
                }
            }
        }

        foreach (FieldDefinition field in Fields)
        {
            yield return (field.FullName, field.FieldType);
        }

        foreach (MethodDefinition method in Methods)
        {
            foreach (TypeReference type in Signature(method))
            {
                yield return (Locate.Method(method), type);
            }
        }

        foreach ((string, TypeReference) use in UsesInBodies())
        {
            yield return use;
        }
    }

    private static IEnumerable<TypeReference> Signature(IMethodSignature method)
    {
        return method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType);
    }

    private IEnumerable<(string Place, TypeReference Type)> UsesInBodies()
    {
        foreach ((MethodDefinition method, VariableDefinition variable) in Locals)
        {
            yield return (Locate.Method(method), variable.VariableType);
        }

        foreach (MethodDefinition method in Bodies)
        {
            foreach (TypeReference caught in method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
            {
                if (caught is not null)
                {
                    yield return (Locate.Method(method), caught);
                }
            }
        }

        foreach ((MethodDefinition method, Instruction instruction) in Instructions)
        {
            foreach (TypeReference type in Mentioned(instruction.Operand))
            {
                yield return (Locate.Instruction(method, instruction), type);
            }
        }
    }

    private static IEnumerable<TypeReference> Mentioned(object operand)
    {
        return operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod method => Signature(method).Prepend(method.DeclaringType)
                .Concat(method.GenericArguments),
            MethodReference method => Signature(method).Prepend(method.DeclaringType),
            CallSite site => Signature(site),
            _ => [],
        };
    }
}
