using System;
using System.IO;
using Mono.Cecil;

namespace SqueezeNet.Embedded.Tests.Guards.Generator;

/// <summary>Writes the sources that an assembly's native methods need: make native-table.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("usage: NativeTable.Generator ASSEMBLY.dll FOLDER");
            return 2;
        }

        using ModuleDefinition module = ModuleDefinition.ReadModule(args[0]);
        foreach ((string name, string text) in GeneratedSources.Of(NativeTable.Of(module)))
        {
            string path = Path.Combine(args[1], name);
            File.WriteAllText(path, text);
            Console.WriteLine(path);
        }

        return 0;
    }
}
