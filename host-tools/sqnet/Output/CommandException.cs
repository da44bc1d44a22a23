using System;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Ends a command with a message and an exit code.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(int exitCode, string message)
        : base(message)
    {
        ExitCode = exitCode;
    }

    public int ExitCode { get; }
}
