using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>
/// The tool within the tests' process: many command lines without the start of a process for each.
/// </summary>
internal static class InProcess
{
    /// <summary>Runs a command.</summary>
    public static Sqnet Run(params string[] arguments)
    {
        return RunIn(Environment.CurrentDirectory, arguments);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static Sqnet Succeed(params string[] arguments)
    {
        return Run(arguments).Succeeded(arguments);
    }

    /// <summary>Runs a command that must fail with a code and a message.</summary>
    public static void Fail(int exitCode, string message, params string[] arguments)
    {
        Run(arguments).Failed(exitCode, message, arguments);
    }

    /// <summary>Runs a command in a folder.</summary>
    public static Sqnet RunIn(string folder, params string[] arguments)
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
