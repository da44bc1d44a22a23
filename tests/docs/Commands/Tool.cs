using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli;

namespace SqueezeNet.Embedded.Tests.Docs.Commands;

/// <summary>The command line tool: its commands, and running them as a process.</summary>
internal static class Tool
{
    /// <summary>All commands and options.</summary>
    public static RootCommand Root { get; } = Program.Root();

    /// <summary>Whether a command calls the tool.</summary>
    public static bool IsCalledBy(IReadOnlyList<string> words)
    {
        return words[0] is "sqnet" or "./sqnet";
    }

    /// <summary>What the parser finds wrong with arguments.</summary>
    public static IEnumerable<string> Errors(IEnumerable<string> arguments)
    {
        return Root.Parse(arguments.ToArray()).Errors.Select(error => error.Message);
    }

    /// <summary>A command of the tool; null if there is none of that name.</summary>
    public static Command? Find(string name)
    {
        return Root.Subcommands.SingleOrDefault(command => command.Name == name);
    }

    /// <summary>Whether a command, or the tool itself, has an option.</summary>
    public static bool Has(Command command, string option)
    {
        return command.Options.Concat(Root.Options).Any(known => known.Name == option || known.Aliases.Contains(option));
    }

    /// <summary>Runs it in a folder and returns what it printed on standard output.</summary>
    public static (int ExitCode, string Output) Run(string folder, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "sqnet.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.IsTrue(
            process.ExitCode is 0 or 1, $"sqnet {string.Join(' ', start.ArgumentList.Skip(1))}: {process.ExitCode}, {errors.Result}");
        return (process.ExitCode, output);
    }
}
