using System;
using System.IO;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Host.Download;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Why a command fails.</summary>
/// <param name="Code">What the process returns.</param>
/// <param name="File">The file at fault, if there is one.</param>
internal sealed record Failure(int Code, string Message, string? File = null)
{
    /// <summary>What an exception means.</summary>
    /// <param name="subject">The file that the command is about; named where a message names none.</param>
    public static Failure Of(Exception e, string? subject)
    {
        return e switch
        {
            AggregateException { InnerException: Exception inner } => Of(inner, subject),
            CommandException command => new Failure(command.ExitCode, command.Message, command.File),
            OperationCanceledException => new Failure(Interruption.Code, "Cancelled."),
            RateTargetException => new Failure(ExitCode.Negative, e.Message),
            DownloadException { Failure: DownloadFailure.WrongContent } => new Failure(ExitCode.BadInput, e.Message),
            DownloadException => new Failure(ExitCode.Environment, e.Message),
            ImportException import => new Failure(ExitCode.BadInput, e.Message, import.File),
            ImageFileException image => new Failure(ExitCode.BadInput, e.Message, image.File),
            TrainingException => new Failure(ExitCode.BadInput, e.Message),
            SimulatorException simulator => Of(simulator),
            FlashingException flashing => Of(flashing),
            ModelException { Code: ErrorCode.Unsupported } => new Failure(ExitCode.Environment, e.Message),
            ModelException or ImageException or QuantizationException or PlanningException => About(subject, e.Message),
            TypeInitializationException { InnerException: DllNotFoundException inner } => Of(inner, subject),
            DllNotFoundException => new Failure(ExitCode.Environment, Missing(e.Message)),
            IOException { Message: "No space left on device" } => new Failure(
                ExitCode.Environment, "Standard output cannot be written: there is no space left on the disk."),
            IOException or UnauthorizedAccessException => new Failure(ExitCode.Environment, e.Message),
            _ => Unexpected(e),
        };
    }

    /// <summary>The engine does without libsqnet; what reads images does not do without its library.</summary>
    private static string Missing(string message)
    {
        string first = message.Split('\n')[0].TrimEnd('.', '\r');
        string system = RuntimeInformation.RuntimeIdentifier;
        return $"{first}. It comes with sqnet: install sqnet again, in a release for {system}.";
    }

    private static Failure Of(SimulatorException e)
    {
        int code = e.Fault switch
        {
            SimulatorFault.Options => ExitCode.Usage,
            SimulatorFault.Input => ExitCode.BadInput,
            _ => ExitCode.Environment,
        };
        return new Failure(code, e.Message, e.File);
    }

    private static Failure Of(FlashingException e)
    {
        int code = e.Cause switch
        {
            FlashingCause.DoesNotFit => ExitCode.Negative,
            FlashingCause.BadFile => ExitCode.BadInput,
            _ => ExitCode.Environment,
        };
        return new Failure(code, e.Message, e.File);
    }

    private static Failure About(string? subject, string message)
    {
        bool says = subject is null || message.Contains(Path.GetFileName(subject), StringComparison.Ordinal);
        return new Failure(ExitCode.BadInput, says ? message : $"{subject}: {message}", subject);
    }

    private static Failure Unexpected(Exception e)
    {
        string version = typeof(Failure).Assembly.GetName().Version?.ToString(3) ?? "of unknown version";
        return new Failure(
            ExitCode.Internal,
            $"internal error: {e.GetType().Name}: {e.Message.TrimEnd('.')}. This is a fault of sqnet {version}: please "
            + $"report it with the command line and what {Trace.Variable}=1 prints.");
    }
}
