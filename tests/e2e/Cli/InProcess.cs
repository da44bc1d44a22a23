using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The tool within the tests' process: many command lines without the start of a process for each.</summary>
internal static class InProcess
{
    /// <summary>Runs a command in a folder.</summary>
    public static Sqnet Run(string folder, params string[] arguments)
    {
        string before = Environment.CurrentDirectory;
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter printed = new();
        using StringWriter said = new();
        try
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(printed);
            Console.SetError(said);
            int code = SqueezeNet.Embedded.Cli.Program.Main(arguments).GetAwaiter().GetResult();
            return new Sqnet(code, printed.ToString(), said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Environment.CurrentDirectory = before;
        }
    }
}
