using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>Says where something is, for messages.</summary>
internal static class Locate
{
    /// <summary>A method, with the first line of its source.</summary>
    public static string Method(MethodDefinition method)
    {
        SequencePoint? point = method.DebugInformation?.SequencePoints.FirstOrDefault(item => !item.IsHidden);
        return Name(method) + Line(point);
    }

    /// <summary>An instruction, with the line that it was compiled from.</summary>
    public static string Instruction(MethodDefinition method, Instruction instruction)
    {
        SequencePoint? point = method.DebugInformation?.SequencePoints
            .LastOrDefault(item => !item.IsHidden && item.Offset <= instruction.Offset);
        return $"{Name(method)} IL_{instruction.Offset:x4}{Line(point)}";
    }

    private static string Name(MethodDefinition method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.Name));
        return $"{method.DeclaringType.FullName}.{method.Name}({parameters})";
    }

    private static string Line(SequencePoint? point)
    {
        return point is null ? string.Empty : $" ({Path.GetFileName(point.Document.Url)}:{point.StartLine})";
    }
}
