using System;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Ends a command with a message and an exit code.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(int exitCode, string message, string? file = null)
        : base(message)
    {
        ExitCode = exitCode;
        File = file;
    }

    public int ExitCode { get; }

    /// <summary>The file at fault, if there is one.</summary>
    public string? File { get; }
}
