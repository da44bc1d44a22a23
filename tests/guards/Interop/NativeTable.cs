using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Interop;

/// <summary>
/// The table of native methods that an assembly needs: an entry for every method in the order of the device's metadata,
/// null for those in C#.
/// </summary>
internal sealed record NativeTable(
    string Assembly, uint Checksum, IReadOnlyList<string?> Methods, IReadOnlyList<int>? Version)
{
    private const string VersionAttribute = "System.Reflection.AssemblyNativeVersionAttribute";

    /// <summary>The C++ name of the table: no dots.</summary>
    public string Symbol => "g_CLR_AssemblyNative_" + Assembly.Replace('.', '_');

    /// <summary>Computes it as the metadata processor does; the version is null if the assembly does not say.</summary>
    public static NativeTable Of(ModuleDefinition module)
    {
        string?[] methods = [.. NanoMetadata.TableMethods(module).Select(Entry)];
        return new NativeTable(module.Assembly.Name.Name, NativeChecksum.Of(module), methods, NativeVersion(module));
    }

    /// <summary>The table in C++, to be pasted.</summary>
    /// <param name="project">What stands between Library_ and the class's name.</param>
    public string ToCpp(string project)
    {
        IEnumerable<string> entries = Methods.Select(method => method is null ? "NULL" : $"Library_{project}_{method}");
        string version = string.Join(", ", Version ?? [1, 0, 0, 0]);
        return $$"""
            static const CLR_RT_MethodHandler method_lookup[] =
            {
                {{string.Join("\n    ", entries.Select(entry => entry + ","))}}
            };

            const CLR_RT_NativeAssemblyData {{Symbol}} =
            {
                "{{Assembly}}",
                0x{{Checksum:X8}},
                method_lookup,
                { {{version}} }
            };
            """;
    }

    private static string? Entry(MethodDefinition method)
    {
        return NanoMetadata.IsNative(method)
            ? $"{NanoMetadata.ClassName(method.DeclaringType)}::{NanoMetadata.MethodName(method)}"
            : null;
    }

    private static int[]? NativeVersion(ModuleDefinition module)
    {
        CustomAttribute? attribute = module.Assembly.CustomAttributes
            .SingleOrDefault(attribute => attribute.AttributeType.FullName == VersionAttribute);
        if (attribute is null)
        {
            return null;
        }

        Version version = System.Version.Parse((string)attribute.ConstructorArguments[0].Value);
        return [version.Major, version.Minor, int.Max(version.Build, 0), int.Max(version.Revision, 0)];
    }
}
