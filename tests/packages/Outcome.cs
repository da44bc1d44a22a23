using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Variables besides those of the test; null takes one away.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Outcome Of(
        string folder, IReadOnlyDictionary<string, string?> environment, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} does not end");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>The same where it must succeed.</summary>
    public Outcome Succeeded(string what)
    {
        Assert.AreEqual(0, ExitCode, $"{what}: exit code {ExitCode}\n{Output}\n{Errors}");
        Assert.IsFalse((Output + Errors).Contains("\n   at ", StringComparison.Ordinal), $"a stack trace: {Errors}");
        return this;
    }
}
