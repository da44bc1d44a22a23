using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using SqueezeNet.Embedded.Tests.Guards.Rules;

namespace SqueezeNet.Embedded.Tests.Guards.Assemblies;

/// <summary>The assemblies that the build puts beside the tests, as data: none of them is loaded to run.</summary>
internal static class TestAssemblies
{
    /// <summary>The device's own mscorlib, which nanoFramework.CoreLibrary brings.</summary>
    public const string CoreLibrary = "mscorlib";

    /// <summary>The assembly whose methods the firmware implements.</summary>
    public const string Native = "SqueezeNet.Embedded.Native";

    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "assemblies");

    /// <summary>Names of what runs on the device.</summary>
    public static IEnumerable<string> Firmware => Names("Device");

    /// <summary>Names of the device's libraries: the genuine mscorlib and the lists.</summary>
    public static IEnumerable<string> Libraries => Lists.Prepend(CoreLibrary);

    /// <summary>Names of the libraries whose members are listed in tests/guards/Surface.</summary>
    public static IEnumerable<string> Lists => Names("Surface");

    /// <summary>What the device's libraries offer.</summary>
    public static SurfaceList Surface { get; } = SurfaceList.Of(Libraries.Select(Read));

    /// <summary>Reads one, with its line numbers if it has them: the genuine mscorlib has none.</summary>
    /// <param name="name">Its file's name without .dll.</param>
    public static ModuleDefinition Read(string name)
    {
        DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(folder);
        ReaderParameters parameters = new()
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: name != CoreLibrary),
            InMemory = true,
        };
        return ModuleDefinition.ReadModule(Path.Combine(folder, name + ".dll"), parameters);
    }

    /// <summary>A file beside the assemblies, such as what the metadata processor made of one.</summary>
    public static byte[] Bytes(string file)
    {
        return File.ReadAllBytes(Path.Combine(folder, file));
    }

    private static IEnumerable<string> Names(string kind)
    {
        string folder = Path.Combine(Repository.Root, "tests", "guards", kind);
        return Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);
    }
}
