using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Steps;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet flash: everything that a board needs, in one command.</summary>
internal static class FlashCommand
{
    private static readonly string CompiledInBoard = new NodeSettings().Board;

    /// <summary>Makes the command.</summary>
    /// <param name="reach">Reaches a board.</param>
    public static Command Create(Func<ReachRequest, CancellationToken, Task<IBoardReach>> reach)
    {
        Command command = new(
            "flash",
            "Puts firmware, model, application, settings and Wi-Fi on a board: checks that they fit each other and it, "
            + "writes only what differs, reads it back, and follows the start to the first label. An interrupted run "
            + "is finished by the next one.");
        ExamplesHelp.Add(
            command,
            """
            sqnet flash --board esp32-s3-eye --firmware octal-8mb --app CameraNode.bin --model cards.sqnt --dry-run
            sqnet flash --board esp32-s3-eye --firmware octal-8mb --app CameraNode.bin --model cards.sqnt --port COM5
            sqnet flash --board xiao-esp32s3-sense --port /dev/ttyACM0 --wifi home --broker 192.168.1.10
            sqnet flash --board xiao-esp32s3-sense --model cards.sqnt --slot model2 --port /dev/ttyACM0
            sqnet flash --board esp32-s3-eye --firmware octal-8mb --app CameraNode.bin --model cards.sqnt --web site
            """);
        Func<ParseResult, FlashOptions> read = FlashOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, cancellation) => RunAsync(read(parsed), reach, files, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        FlashOptions options,
        Func<ReachRequest, CancellationToken, Task<IBoardReach>> reach,
        OutputFiles files,
        CancellationToken cancellation)
    {
        FlashJob job = FlashFiles.Read(options);
        if (job.Firmware is not null && job.Settings is null && options.Board.Name != CompiledInBoard)
        {
            Terminal.Note(
                $"node.json is not written: without one that stands there the application takes the board for "
                + $"{CompiledInBoard}. --broker HOST or --settings FILE write one with the wiring and the light of "
                + $"{options.Board.Name}.");
        }

        if (options.MakesFiles || (options.IsDryRun && options.Port is null))
        {
            FlashPlan plan = FlashPlan.For(job, BoardState.New);
            Make(options, job, plan, files);
            FlashOutput.Write(options, plan, null);
            return ExitCode.Success;
        }

        bool stores = !options.IsDryRun && (job.Wifi is not null || job.Settings is not null);
        IBoardReach board = await reach(options.Reach with { NeedsNanoff = stores }, cancellation);
        return await FlashAsync(options, job, board, cancellation);
    }

    private static async Task<int> FlashAsync(
        FlashOptions options, FlashJob job, IBoardReach board, CancellationToken cancellation)
    {
        FlashRun run = new(board, job);
        FlashPlan plan = await run.PlanAsync(cancellation);
        if (options.IsDryRun)
        {
            FlashOutput.Write(options, plan, null);
            return ExitCode.Success;
        }

        FlashOutput.Announce(plan);
        FlashResult result = await run.RunAsync(plan, new FlashProgress(), cancellation);
        FlashOutput.Write(options, plan, result);
        return result.Problem is not null ? ExitCode.Negative
            : result.IsConfirmed ? ExitCode.Success
            : ExitCode.Environment;
    }

    private static void Make(FlashOptions options, FlashJob job, FlashPlan plan, OutputFiles files)
    {
        if (options.IsDryRun || !options.MakesFiles)
        {
            return;
        }

        if (options.Image is not null)
        {
            files.Write(options.Image, MergedImage.Of(plan.Parts.Select(part => part.Region)));
        }

        if (options.Web is not null)
        {
            (string File, FlashRegion Region)[] parts = [.. plan.Parts.Select(part => (part.FileName, part.Region))];
            foreach ((string name, byte[] bytes) in WebInstall.Of(job.Firmware!.Manifest, parts))
            {
                files.Add(Path.Combine(options.Web, name), bytes);
            }
        }

        files.Land();
    }
}
