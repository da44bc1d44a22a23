using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// Ctrl+C and SIGTERM: the command is asked to end; if it does not in time, or is asked again, the process ends.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Work looks at its token between images or layers.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim cleaned = new();
    private readonly PosixSignalRegistration[] registrations;
    private Timer? end;
    private int signals;

    public Interruption()
    {
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Ask(signal, ExitCode.Cancelled)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Ask(signal, ExitCode.Terminated)),
        ];
    }

    /// <summary>Is cancelled with the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>How much longer than others a command may take to end, to say goodbye to a broker.</summary>
    public static TimeSpan Allowance { get; set; }

    /// <summary>The exit code of a command that is cancelled: which signal it was.</summary>
    public static int Code { get; private set; } = ExitCode.Cancelled;

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        end?.Dispose();
        source.Dispose();
    }

    private void Ask(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref signals) > 1)
        {
            // A shell's and a time limit's signals come together: the first is still removing files.
            cleaned.Wait(patience);
            End();
        }

        Code = exitCode;
        end = new Timer(_ => End(), null, patience + Allowance, Timeout.InfiniteTimeSpan);

        try
        {
            // Temporary files are removed here, whatever the work is at.
            source.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // The process ends anyway.
            Trace.Print(e);
        }
        finally
        {
            cleaned.Set();
        }
    }

    private static void End()
    {
        if (!Console.IsErrorRedirected)
        {
            // A progress bar has hidden the cursor.
            Console.Error.Write("\u001b[?25h");
        }

        Console.Error.WriteLine("error: Cancelled.");
        Environment.Exit(Code);
    }
}
