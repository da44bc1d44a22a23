using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Commands;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Cli;

/// <summary>The command line tool.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using Interruption interruption = new();
        try
        {
            ParseResult parsed = Root().Parse(arguments.Length > 0 ? arguments : ["--help"]);
            InvocationConfiguration configuration = new()
            {
                EnableDefaultExceptionHandler = false,

                // Signals are ours.
                ProcessTerminationTimeout = null,
            };
            return parsed.Action is ParseErrorAction || ParseErrors.HasUnknownOption(parsed)
                ? Refuse(parsed, arguments)
                : await parsed.InvokeAsync(configuration, interruption.Token);
        }
        catch (Exception e)
        {
            Trace.Print(e);
            return Guard.Fail(Failure.Of(e, null), arguments.Contains(Guard.JsonOption));
        }
    }

    private static async Task<IBoardReach> ReachAsync(ReachRequest request, CancellationToken cancellation)
    {
        return await BoardReach.FindAsync(request, line => Terminal.Note(PlainText.Of(line.Text)), cancellation);
    }

    private static int Refuse(ParseResult parsed, string[] arguments)
    {
        string message = string.Join(' ', ParseErrors.Of(parsed));
        int code = Guard.Fail(new Failure(ExitCode.Usage, message), arguments.Contains(Guard.JsonOption));
        Console.Error.WriteLine($"Try: sqnet {Name(parsed)}--help");
        return code;
    }

    private static string Name(ParseResult parsed)
    {
        return parsed.CommandResult.Command is RootCommand ? string.Empty : parsed.CommandResult.Command.Name + " ";
    }

    /// <summary>All commands with their options.</summary>
    internal static RootCommand Root()
    {
        RootCommand root = new(
            "Puts a trained SqueezeNet on a microcontroller: quantize, pack, prove, measure, simulate.")
        {
            SampleCommand.Create(),
            PullCommand.Create(),
            TrainCommand.Create(),
            BuildCommand.Create(),
            PackCommand.Create(),
            PlanCommand.Create(),
            BoardsCommand.Create(),
            InspectCommand.Create(),
            VerifyCommand.Create(),
            RunCommand.Create(),
            BenchCommand.Create(),
            EvalCommand.Create(),
            SimulateCommand.Create(),
            FlashCommand.Create(ReachAsync),
            ViewCommand.Create(),
            CaptureCommand.Create(),
            MonitorCommand.Create(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
        };
        ExamplesHelp.Add(
            root,
            """
            sqnet sample cards
            sqnet build cards/cards.onnx -o cards.sqnt --calibration cards/calibration --labels cards/labels.txt
            sqnet verify cards.sqnt
            sqnet run cards.sqnt cards/samples/18_heart_0.jpg


            """
            + "Exit codes: 0 success, 1 it says no (verify, plan, build, train), 2 wrong arguments, "
            + "3 a model, blob or image that cannot\n"
            + "be used, 4 something outside is missing (broker, library, place to write), 70 a fault of sqnet, "
            + "130 cancelled, 143 ended by SIGTERM.");
        ExamplesHelp.Install(root);
        return root;
    }
}
