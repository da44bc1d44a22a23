using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Generator;

/// <summary>
/// How nanoFramework's metadata processor orders and names types and methods, which decides both the index of a native
/// method and the checksum.
/// </summary>
internal static class NanoMetadata
{
    private const string ExcludeAttribute = "System.Runtime.CompilerServices.ExcludeTypeAttribute";

    private static readonly string[] alwaysExcluded =
    [
        "ThisAssembly",
        "System.Runtime.CompilerServices.RefSafetyRulesAttribute",
        "System.Runtime.CompilerServices.AccessedThroughPropertyAttribute",
    ];

    private static readonly Dictionary<string, string> shortNames = new()
    {
        ["System.Void"] = "VOID",
        ["System.Boolean"] = "BOOLEAN",
        ["System.Char"] = "CHAR",
        ["System.SByte"] = "I1",
        ["System.Byte"] = "U1",
        ["System.Int16"] = "I2",
        ["System.UInt16"] = "U2",
        ["System.Int32"] = "I4",
        ["System.UInt32"] = "U4",
        ["System.Int64"] = "I8",
        ["System.UInt64"] = "U8",
        ["System.Single"] = "R4",
        ["System.Double"] = "R8",
        ["System.String"] = "STRING",
        ["System.Object"] = "OBJECT",
        ["System.IntPtr"] = "I4",
        ["System.UIntPtr"] = "U4",
        ["System.WeakReference"] = "WEAKCLASS",
    };

    /// <summary>
    /// Types in the order of the device's metadata: by name, each after the types that enclose it, its interfaces and
    /// the types in the signatures that its methods call.
    /// </summary>
    public static IReadOnlyList<TypeDefinition> OrderedTypes(ModuleDefinition module)
    {
        List<TypeDefinition> ordered = [];
        HashSet<TypeDefinition> seen = [];
        IEnumerable<TypeDefinition> types = module.GetTypes().Where(type => type.FullName != "<Module>");
        foreach (TypeDefinition type in types.OrderBy(type => type.FullName, NameOrder.Instance))
        {
            Append(type, module, seen, ordered);
        }

        return ordered;
    }

    /// <summary>Methods of a type in the order of the device's metadata: virtual, instance, static.</summary>
    public static IEnumerable<MethodDefinition> OrderedMethods(TypeDefinition type)
    {
        return type.Methods.Where(method => method.IsVirtual)
            .Concat(type.Methods.Where(method => !method.IsVirtual && !method.IsStatic))
            .Concat(type.Methods.Where(method => !method.IsVirtual && method.IsStatic));
    }

    /// <summary>Every method that has an entry in the table of native methods, those in C# too.</summary>
    public static IEnumerable<MethodDefinition> TableMethods(ModuleDefinition module)
    {
        return OrderedTypes(module).Where(type => !IsExcluded(type)).SelectMany(OrderedMethods);
    }

    /// <summary>The methods that the checksum covers: those of classes and structures.</summary>
    public static IEnumerable<MethodDefinition> ChecksummedMethods(ModuleDefinition module)
    {
        return OrderedTypes(module)
            .Where(type => HasStubs(type) && !IsExcluded(type))
            .SelectMany(OrderedMethods);
    }

    /// <summary>Whether a method is implemented in C++.</summary>
    public static bool IsNative(MethodDefinition method)
    {
        return HasStubs(method.DeclaringType) && !method.HasBody && !method.IsAbstract;
    }

    /// <summary>A class's name in C++, without the prefix Library_ and the project's name.</summary>
    public static string ClassName(TypeDefinition? type)
    {
        return type is null
            ? string.Empty
            : $"{ClassName(type.DeclaringType)}_{type.Namespace}_{type.Name}".Replace('.', '_').TrimStart('_');
    }

    /// <summary>A method's name in C++, which spells its signature.</summary>
    public static string MethodName(MethodDefinition method)
    {
        IEnumerable<TypeReference> types = method.Parameters.Select(parameter => parameter.ParameterType);
        string signature = string.Join("__", types.Prepend(method.ReturnType).Select(TypeName));
        string name = method.Name + (method.IsStatic ? "___STATIC__" : "___") + signature;
        return name.Replace('.', '_').Replace("/", string.Empty);
    }

    private static void Append(
        TypeDefinition type, ModuleDefinition module, HashSet<TypeDefinition> seen, List<TypeDefinition> ordered)
    {
        if (seen.Contains(type))
        {
            return;
        }

        if (type.DeclaringType is not null)
        {
            Append(type.DeclaringType, module, seen, ordered);
        }

        foreach (TypeDefinition implemented in Own(type.Interfaces.Select(item => item.InterfaceType), module))
        {
            Append(implemented, module, seen, ordered);
        }

        // An enclosing type may call what it encloses: then the type is there by now.
        if (!seen.Add(type))
        {
            return;
        }

        foreach (TypeDefinition mentioned in Own(SignaturesOfCalls(type), module))
        {
            Append(mentioned, module, seen, ordered);
        }

        ordered.Add(type);
    }

    private static IEnumerable<TypeReference> SignaturesOfCalls(TypeDefinition type)
    {
        return type.Methods
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MethodReference>()
            .SelectMany(call => call.Parameters.Select(parameter => parameter.ParameterType).Prepend(call.ReturnType));
    }

    private static IEnumerable<TypeDefinition> Own(IEnumerable<TypeReference> types, ModuleDefinition module)
    {
        return types.Select(type => type.GetElementType()).OfType<TypeDefinition>()
            .Where(type => type.Module == module);
    }

    private static bool HasStubs(TypeDefinition type)
    {
        bool isDelegate = type.BaseType?.FullName is "System.MulticastDelegate" or "System.Delegate";
        return !type.IsInterface && !type.IsEnum && (!isDelegate || type.FullName == "System.MulticastDelegate");
    }

    private static bool IsExcluded(TypeDefinition type)
    {
        return IsMarked(type)
            || (type.DeclaringType is not null && IsMarked(type.DeclaringType));
    }

    private static bool IsMarked(TypeDefinition type)
    {
        return alwaysExcluded.Contains(type.FullName)
            || type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == ExcludeAttribute);
    }

    private static string TypeName(TypeReference type)
    {
        if (type.IsArray)
        {
            return "SZARRAY_" + TypeName(type.GetElementType());
        }

        if (type is ByReferenceType reference)
        {
            return "BYREF_" + (reference.ElementType is ArrayType array
                ? "SZARRAY_" + TypeName(array.ElementType)
                : SimpleName(reference.ElementType));
        }

        return SimpleName(type);
    }

    private static string SimpleName(TypeReference type)
    {
        if (shortNames.TryGetValue(type.FullName, out string? name))
        {
            return name;
        }

        return type.IsGenericParameter ? "GENERICTYPE" : type.FullName.Replace(".", string.Empty);
    }
}
