using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// Makes an assembly of bare declarations: what is known of a published one, to compute its checksum.
/// </summary>
internal sealed class PublishedAssembly
{
    private readonly Dictionary<string, TypeReference> known;

    /// <summary>Makes an empty one.</summary>
    public PublishedAssembly(string name)
    {
        Module = ModuleDefinition.CreateModule(name, ModuleKind.Dll);
        TypeSystem types = Module.TypeSystem;
        known = new()
        {
            ["void"] = types.Void,
            ["bool"] = types.Boolean,
            ["byte"] = types.Byte,
            ["ushort"] = types.UInt16,
            ["int"] = types.Int32,
            ["uint"] = types.UInt32,
            ["long"] = types.Int64,
            ["ulong"] = types.UInt64,
            ["float"] = types.Single,
            ["double"] = types.Double,
            ["string"] = types.String,
        };
    }

    /// <summary>The assembly.</summary>
    public ModuleDefinition Module { get; }

    /// <summary>Adds a class with static methods.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="methods">Like "extern int Sum(int, byte&amp;)"; without extern for one in C#.</param>
    public PublishedAssembly Class(string space, string name, params string[] methods)
    {
        TypeDefinition type = new(space, name, TypeAttributes.Public, Module.TypeSystem.Object);
        Module.Types.Add(type);
        foreach (string method in methods)
        {
            type.Methods.Add(Method(method));
        }

        return this;
    }

    /// <summary>Adds an enumeration.</summary>
    public PublishedAssembly Enumeration(string space, string name)
    {
        TypeDefinition type =
            new(space, name, TypeAttributes.Public, new TypeReference("System", "Enum", Module, null));
        Module.Types.Add(type);
        known[name] = type;
        return this;
    }

    private MethodDefinition Method(string text)
    {
        string[] parts = text.Split(' ', '(', ',', ')').Where(part => part.Length > 0).ToArray();
        bool native = parts[0] == "extern";
        int start = native ? 1 : 0;
        MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.Static;
        MethodDefinition method = new(parts[start + 1], attributes, Known(parts[start])) { IsInternalCall = native };
        foreach (string parameter in parts[(start + 2)..])
        {
            method.Parameters.Add(new ParameterDefinition(Known(parameter)));
        }

        return method;
    }

    private TypeReference Known(string name)
    {
        return name.EndsWith('&') ? new ByReferenceType(Known(name[..^1])) : known[name];
    }
}
