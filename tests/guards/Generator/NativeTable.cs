using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Generator;

/// <summary>
/// The table of native methods that an assembly needs: an entry for every method in the order of the device's metadata,
/// null for those in C#.
/// </summary>
internal sealed record NativeTable(string Assembly, uint Checksum, IReadOnlyList<string?> Methods, Version Version)
{
    private const string VersionAttribute = "System.Reflection.AssemblyNativeVersionAttribute";

    /// <summary>Computes it as the metadata processor does.</summary>
    /// <exception cref="InvalidOperationException">The assembly does not say its native version.</exception>
    public static NativeTable Of(ModuleDefinition module)
    {
        string?[] methods = [.. NanoMetadata.TableMethods(module).Select(Entry)];
        return new NativeTable(module.Assembly.Name.Name, NativeChecksum.Of(module), methods, NativeVersion(module));
    }

    private static string? Entry(MethodDefinition method)
    {
        return NanoMetadata.IsNative(method)
            ? $"{NanoMetadata.ClassName(method.DeclaringType)}::{NanoMetadata.MethodName(method)}"
            : null;
    }

    private static Version NativeVersion(ModuleDefinition module)
    {
        CustomAttribute attribute = module.Assembly.CustomAttributes
            .SingleOrDefault(attribute => attribute.AttributeType.FullName == VersionAttribute)
            ?? throw new InvalidOperationException(
                $"{module.Name} has no AssemblyNativeVersion attribute, which the metadata processor demands.");
        return Version.Parse((string)attribute.ConstructorArguments[0].Value);
    }
}
