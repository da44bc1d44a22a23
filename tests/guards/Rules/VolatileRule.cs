using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// CoreLibrary 1.17 lacks the type that marks a volatile field, the metadata processor loses a field's type behind the
/// mark, and the interpreter ignores the prefix.
/// </summary>
internal sealed class VolatileRule : IRule
{
    private const string Remedy = "Use lock, or Interlocked";

    /// <inheritdoc/>
    public string Name => "volatile";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        IEnumerable<Violation> fields = code.TypeUses()
            .Where(use => TypeParts.Of(use.Type).OfType<RequiredModifierType>().Any(IsVolatile))
            .Select(use => new Violation(Name, use.Place, use.Type.FullName, Remedy));
        IEnumerable<Violation> accesses = code.Instructions
            .Where(item => item.Instruction.OpCode == OpCodes.Volatile)
            .Select(item => new Violation(
                Name, Locate.Instruction(item.Method, item.Instruction), "a volatile access", Remedy));
        return fields.Concat(accesses);
    }

    private static bool IsVolatile(RequiredModifierType type)
    {
        return type.ModifierType.FullName == "System.Runtime.CompilerServices.IsVolatile";
    }
}
