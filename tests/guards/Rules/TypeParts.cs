using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>Takes types apart.</summary>
internal static class TypeParts
{
    /// <summary>
    /// A type and all that it is made of: elements, arguments, what pointers and references point at.
    /// </summary>
    public static IEnumerable<TypeReference> Of(TypeReference type)
    {
        IEnumerable<TypeReference> inner = type switch
        {
            GenericInstanceType instance => instance.GenericArguments.Prepend(instance.ElementType),
            FunctionPointerType pointer => pointer.Parameters.Select(item => item.ParameterType)
                .Prepend(pointer.ReturnType),
            TypeSpecification specification => [specification.ElementType],
            _ => [],
        };
        return inner.SelectMany(Of).Prepend(type);
    }
}
