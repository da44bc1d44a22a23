using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// Counts and offsets of the device's format have 8 or 16 bits. Past some of them the metadata processor stops, past
/// others it writes the low bits: an assembly with 64 KB of array initialisers dies on the device without a word.
/// </summary>
internal sealed class LimitsRule : IRule
{
    private const int MostOfAByte = byte.MaxValue;
    private const int MostIl = ushort.MaxValue;
    private const int MostIlOfMethod = short.MaxValue;
    private const int MostText = ushort.MaxValue;

    /// <summary>Initialisers share 65,535 bytes with all signatures, which take a few KB.</summary>
    private const int MostStaticData = 48 * 1024;

    /// <inheritdoc/>
    public string Name => "limit";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(CompiledCode code)
    {
        return OfAssembly(code)
            .Concat(code.Types.SelectMany(OfType))
            .Concat(code.Methods.SelectMany(OfMethod))
            .Concat(code.Instructions.SelectMany(item => OfInstruction(item.Method, item.Instruction)));
    }

    private IEnumerable<Violation> OfAssembly(CompiledCode code)
    {
        const string Place = "the assembly";
        int il = code.Bodies.Sum(method => NanoSize.Of(method.Body));
        int data = code.Fields.Sum(field => field.InitialValue.Length);
        int text = Texts(code).Distinct().Sum(item => Encoding.UTF8.GetByteCount(item) + 1);
        return Over(Place, "bytes of IL", il, MostIl, "Move code into another assembly")
            .Concat(Over(Place, "bytes of array initialisers", data, MostStaticData,
                "Compute the values, or read a file"))
            .Concat(Over(Place, "bytes of text", text, MostText, "Shorten it, or read a file"));
    }

    private IEnumerable<Violation> OfType(TypeDefinition type)
    {
        const string Remedy = "Split the type";
        int instance = type.Methods.Count(method => !method.IsVirtual && !method.IsStatic);
        return Over(type.FullName, "virtual methods", type.Methods.Count(method => method.IsVirtual), MostOfAByte,
            Remedy)
            .Concat(Over(type.FullName, "instance methods", instance, MostOfAByte, Remedy))
            .Concat(Over(type.FullName, "static methods", type.Methods.Count(m => m.IsStatic), MostOfAByte, Remedy))
            .Concat(Over(type.FullName, "fields", type.Fields.Count(field => !field.HasConstant), MostOfAByte, Remedy));
    }

    private IEnumerable<Violation> OfMethod(MethodDefinition method)
    {
        const string Remedy = "Split the method";
        string place = Locate.Method(method);
        IEnumerable<Violation> violations = Over(place, "parameters", method.Parameters.Count, MostOfAByte - 1, Remedy);
        return !method.HasBody
            ? violations
            : violations
                .Concat(Over(place, "local variables", method.Body.Variables.Count, MostOfAByte, Remedy))
                .Concat(Over(place, "bytes of IL", NanoSize.Of(method.Body), MostIlOfMethod, Remedy));
    }

    private IEnumerable<Violation> OfInstruction(MethodDefinition method, Instruction instruction)
    {
        return instruction.Operand is Instruction[] targets
            ? Over(Locate.Instruction(method, instruction), "cases", targets.Length, MostOfAByte, "Use a table")
            : [];
    }

    private static IEnumerable<string> Texts(CompiledCode code)
    {
        return code.Instructions.Select(item => item.Instruction.Operand).OfType<string>()
            .Concat(code.Instructions.Select(item => item.Instruction.Operand).OfType<MemberReference>()
                .Select(m => m.Name))
            .Concat(code.Types.SelectMany(type => new[] { type.Namespace, type.Name }))
            .Concat(code.Methods.Select(method => method.Name))
            .Concat(code.Fields.Where(field => !field.HasConstant).Select(field => field.Name));
    }

    private IEnumerable<Violation> Over(string place, string what, int count, int limit, string remedy)
    {
        return count <= limit ? [] : [new Violation(Name, place, $"{count} {what}, more than {limit}", remedy)];
    }
}
