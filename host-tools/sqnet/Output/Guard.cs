using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Host.Download;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Turns what a command throws into a message on standard error and an exit code.</summary>
internal static class Guard
{
    /// <summary>Makes work a command's action.</summary>
    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction((arguments, cancellation) => Run(() => work(arguments, cancellation)));
    }

    /// <summary>Makes work that does not wait a command's action.</summary>
    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, int> work)
    {
        command.SetAction((arguments, cancellation) => Run(() => Task.FromResult(work(arguments, cancellation))));
    }

    private static async Task<int> Run(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Cancelled, "Cancelled.");
        }
        catch (CommandException e)
        {
            return Fail(e.ExitCode, e.Message);
        }
        catch (RateTargetException e)
        {
            return Fail(ExitCode.Negative, e.Message);
        }
        catch (DownloadException e)
        {
            bool wrong = e.Failure == DownloadFailure.WrongContent;
            return Fail(wrong ? ExitCode.BadInput : ExitCode.Environment, e.Message);
        }
        catch (ModelException e) when (e.Code == ErrorCode.Unsupported)
        {
            return Fail(ExitCode.Environment, e.Message);
        }
        catch (Exception e) when (IsBadInput(e))
        {
            return Fail(ExitCode.BadInput, e.Message);
        }
        catch (Exception e) when (e is SimulatorException or IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.Environment, e.Message);
        }
        catch (DllNotFoundException e)
        {
            return Fail(ExitCode.Environment, $"{e.Message} Build the native library with: dotnet build");
        }
    }

    private static bool IsBadInput(Exception e)
    {
        return e is ImportException or ImageFileException or ModelException or ImageException or QuantizationException
            or PlanningException;
    }

    private static int Fail(int code, string message)
    {
        Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {message}");
        return code;
    }
}
