using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using SqueezeNet.Embedded.Tests.Guards.Assemblies;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// Only what the device's libraries offer: the rest does not compile there, or is not found when it runs.
/// </summary>
internal sealed class SurfaceRule : IRule
{
    private const string Remedy = "The device's libraries do not offer it (tests/guards/Surface)";

    private static readonly (string Start, string Remedy)[] remedies =
    [
        ("System.Nullable`1", "Use a value that means none, or a bool beside the value"),
        ("System.ValueTuple", "Use a small class, or out parameters"),
        ("System.Tuple", "Use a small class"),
        ("System.Decimal", "Use int or long with a fixed point"),
        ("System.Action`", "Declare a delegate type: a generic one ends the CLR without a word"),
        ("System.Func`", "Declare a delegate type: a generic one ends the CLR without a word"),
        ("System.EventHandler`1", "Declare a delegate type: a generic one ends the CLR without a word"),
        ("System.Linq.", "Write the loop"),
        ("System.Collections.Generic.IEnumer", "No yield: return an array, or write an IEnumerator class"),
        ("System.Collections.Generic.", "Use ArrayList or an array"),
        ("System.Threading.Tasks.", "No async: use a Thread and an AutoResetEvent"),
        ("System.Runtime.CompilerServices.Async", "No async: use a Thread and an AutoResetEvent"),
        ("System.Diagnostics.Stopwatch", "Use IClock"),
        ("System.Index", "Count from the start"),
        ("System.Range", "Copy with Array.Copy"),
    ];

    private readonly SurfaceList surface;

    /// <summary>Makes the rule.</summary>
    public SurfaceRule(SurfaceList surface)
    {
        this.surface = surface;
    }

    /// <inheritdoc/>
    public string Name => "surface";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        HashSet<string> own = [.. code.Types.Select(type => type.FullName)];
        IEnumerable<Violation> types = code.TypeUses()
            .SelectMany(use => TypeParts.Of(use.Type).Select(part => (use.Place, Type: part)))
            .Where(use => IsForeign(use.Type, own) && !surface.HasType(use.Type.FullName))
            .Select(use => Violation(use.Place, use.Type.FullName, use.Type.FullName));
        IEnumerable<Violation> members = code.Instructions
            .Select(item =>
                (Place: Locate.Instruction(item.Method, item.Instruction), Member: Member(item.Instruction)))
            .Where(use => use.Member is not null && IsForeign(use.Member.DeclaringType, own))
            .Where(use => surface.HasType(use.Member!.DeclaringType.FullName)
                && !surface.HasMember(use.Member.FullName))
            .Select(use => Violation(use.Place, use.Member!.FullName, use.Member.DeclaringType.FullName));
        return types.Concat(members).Distinct();
    }

    private Violation Violation(string place, string what, string type)
    {
        string remedy = remedies.FirstOrDefault(item => type.StartsWith(item.Start, StringComparison.Ordinal)).Remedy;
        return new Violation(Name, place, what, remedy ?? Remedy);
    }

    private static MemberReference? Member(Instruction instruction)
    {
        return instruction.Operand switch
        {
            GenericInstanceMethod method => method.ElementMethod,
            MethodReference method => method,
            FieldReference field => field,
            _ => null,
        };
    }

    /// <summary>A named type of a library. What the spans rule reports is not reported twice.</summary>
    private static bool IsForeign(TypeReference type, HashSet<string> own)
    {
        return type is not TypeSpecification and not GenericParameter
            && !own.Contains(type.FullName)
            && !SpanRule.IsSpan(type.FullName)
            && !IsOurs(type);
    }

    private static bool IsOurs(TypeReference type)
    {
        return type is TypeDefinition
            || type.Scope.Name is TestAssemblies.Native or "SqueezeNet.Embedded" or "CameraNode";
    }
}
