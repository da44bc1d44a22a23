using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>
/// The types and members that the device's libraries offer, without generic ones: mscorlib has six generic delegates,
/// which CLR 1.17 cannot run.
/// </summary>
internal sealed class SurfaceList
{
    private readonly HashSet<string> types;
    private readonly HashSet<string> members;

    private SurfaceList(IEnumerable<string> types, IEnumerable<string> members)
    {
        this.types = [.. types];
        this.members = [.. members];
    }

    /// <summary>Takes the visible members of reference assemblies.</summary>
    public static SurfaceList Of(IEnumerable<ModuleDefinition> modules)
    {
        List<TypeDefinition> visible = [.. modules.SelectMany(module => module.GetTypes()).Where(IsOffered)];
        return new SurfaceList(visible.Select(type => type.FullName), visible.SelectMany(Members));
    }

    /// <summary>Whether there is such a type.</summary>
    public bool HasType(string fullName)
    {
        return types.Contains(fullName);
    }

    /// <summary>Whether there is such a member.</summary>
    public bool HasMember(string fullName)
    {
        return members.Contains(fullName);
    }

    /// <summary>The same list without some members.</summary>
    public SurfaceList Without(IEnumerable<string> fullNames)
    {
        return new SurfaceList(types, members.Except(fullNames));
    }

    private static IEnumerable<string> Members(TypeDefinition type)
    {
        IEnumerable<string> methods = type.Methods
            .Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            .Select(method => method.FullName);
        IEnumerable<string> fields = type.Fields
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(field => field.FullName);
        return methods.Concat(fields);
    }

    private static bool IsOffered(TypeDefinition type)
    {
        return !type.HasGenericParameters && IsVisible(type);
    }

    private static bool IsVisible(TypeDefinition type)
    {
        return type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly;
    }
}
