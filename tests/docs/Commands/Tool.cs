using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli;

namespace SqueezeNet.Embedded.Tests.Docs.Commands;

/// <summary>The command line tool: its commands, and running them as a process.</summary>
internal static class Tool
{
    /// <summary>All commands and options.</summary>
    public static RootCommand Root { get; } = Program.Root();

    private static readonly Lazy<IReadOnlyList<ShellCommand>> examples = new(
        () => Root.Subcommands.Select(command => command.Name).Prepend(string.Empty).SelectMany(ExamplesOf).ToList());

    /// <summary>What the helps of all commands show under "Examples:".</summary>
    public static IReadOnlyList<ShellCommand> Examples()
    {
        return examples.Value;
    }

    /// <summary>Whether a command calls the tool.</summary>
    public static bool IsCalledBy(IReadOnlyList<string> words)
    {
        return words[0] is "sqnet" or "./sqnet";
    }

    private static IEnumerable<ShellCommand> ExamplesOf(string command)
    {
        string[] help = Run(AppContext.BaseDirectory, [command, "--help"]).Output.Split('\n');
        string title = $"sqnet {command} --help";
        return help.SkipWhile(line => line != "Examples:")
            .SelectMany((line, i) => ShellCommand.Split(line).Select(words => new ShellCommand(title, i, words)))
            .Where(example => example.Words.Count > 0 && IsCalledBy(example.Words));
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
        return command.Options.Concat(Root.Options)
            .Any(known => known.Name == option || known.Aliases.Contains(option));
    }

    /// <summary>Runs it in a folder and returns what it printed on standard output.</summary>
    public static (int ExitCode, string Output) Run(string folder, IEnumerable<string> arguments)
    {
        string[] words = arguments.Where(word => word.Length > 0).ToArray();
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "sqnet.dll"), .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string failure = $"sqnet {string.Join(' ', words)}: {process.ExitCode}, {errors.Result}";
        Assert.IsTrue(process.ExitCode is 0 or 1, failure);
        return (process.ExitCode, output);
    }
}
