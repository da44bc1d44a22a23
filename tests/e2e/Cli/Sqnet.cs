using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The tool as a process of its own, as users run it.</summary>
internal sealed record Sqnet(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(15);

    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command to its end.</summary>
    public static Sqnet Run(params string[] arguments)
    {
        return Run(null, arguments);
    }

    /// <summary>Runs a command with bytes on standard input.</summary>
    public static Sqnet Run(byte[]? input, params string[] arguments)
    {
        return Run(Command(arguments), input);
    }

    /// <summary>Runs a command with environment variables "NAME=VALUE" besides those of the tests.</summary>
    public static Sqnet With(IEnumerable<string> environment, params string[] arguments)
    {
        ProcessStartInfo start = Command(arguments);
        foreach (string variable in environment)
        {
            int equals = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return Run(start, null);
    }

    private static Sqnet Run(ProcessStartInfo start, byte[]? input)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.BaseStream.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"sqnet {string.Join(' ', start.ArgumentList)} does not end");
        }

        return new Sqnet(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs a command and presses Ctrl+C when a condition holds.</summary>
    public static Sqnet Interrupt(Func<bool> when, params string[] arguments)
    {
        using Process process = Process.Start(Command(arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Assert.IsTrue(SpinWait.SpinUntil(() => when() || process.HasExited, TimeSpan.FromMinutes(2)));
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.IsTrue(process.WaitForExit(TimeSpan.FromMinutes(2)), "it does not end");
        return new Sqnet(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs a command and presses Ctrl+C after some time.</summary>
    public static Sqnet Interrupt(TimeSpan after, params string[] arguments)
    {
        using Process process = Process.Start(Command(arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(after))
        {
            using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            kill.WaitForExit();
        }

        Assert.IsTrue(process.WaitForExit(TimeSpan.FromSeconds(30)), "Ctrl+C does not end it");
        return new Sqnet(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static Sqnet Succeed(params string[] arguments)
    {
        return Run(arguments).Succeeded(arguments);
    }

    /// <summary>Itself, if the command that it came of succeeded.</summary>
    public Sqnet Succeeded(string[] arguments)
    {
        Assert.AreEqual(0, ExitCode, $"sqnet {string.Join(' ', arguments)}: {Errors}");
        return this;
    }

    /// <summary>Requires that the command that it came of failed with a code and a message.</summary>
    public void Failed(int exitCode, string message, string[] arguments)
    {
        Assert.AreEqual(exitCode, ExitCode, $"sqnet {string.Join(' ', arguments)}: {Errors}");
        StringAssert.Contains(Errors, message);
        Assert.IsFalse(Errors.Contains("   at ", StringComparison.Ordinal), $"a stack trace: {Errors}");
    }

    private static ProcessStartInfo Command(string[] arguments)
    {
        // A job in the background ignores Ctrl+C, and so would what it starts, these commands among it.
        string[] command = ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "sqnet.dll")];
        return new ProcessStartInfo("env", [.. command, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
