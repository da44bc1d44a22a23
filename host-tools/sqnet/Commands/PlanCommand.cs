using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet plan: what a network will cost on a board, before it is flashed.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        Command command = new(
            "plan",
            "Shows RAM, weight bytes read and time, stage by stage, of the fastest plan under a RAM budget; PASS or "
            + "FAIL (exit code 0 or 1) against a board. Without --ram: a blob's own plan, or a model's smallest.");
        ExamplesHelp.Add(
            command,
            """
            sqnet plan squeezenet1_1.onnx --ram 104K --board esp32-s3-octal-psram
            sqnet plan cards.sqnt --board esp32-s3-no-psram --json
            sqnet plan cards.sqnt --ram 128K -o cards-128k.sqnt
            sqnet plan v11-packed.sqnt --board esp32-s3-no-psram --weights window -o v11-window.sqnt
            sqnet plan cards.sqnt --board xiao-esp32s3-sense --calibrate bench.json -o my-board.json
            """);
        Func<ParseResult, PlanOptions> read = PlanOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, _) => Run(read(parsed), files));
        return command;
    }

    public static int Run(PlanOptions options, OutputFiles files)
    {
        if (options.Calibrate is string bench)
        {
            return CalibrateAction.Run(options, bench, files);
        }

        return BlobFile.Is(options.Source) ? PlanBlob(options, files) : PlanModel(options);
    }

    private static int PlanModel(PlanOptions options)
    {
        string path = options.Source;
        if (options.Output is not null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"-o takes a blob to plan again, and {path} is a model. "
                + $"Make a blob with: sqnet build {path} -o {options.Output} --ram SIZE");
        }

        ModelBuilder builder = new(Arguments.Import(path, options.Import()));
        PlanningOptions.RequireNoWindow(options.Target);
        return Finish(builder.Plan(new Host.Building.BuildOptions { Target = options.Target }), null, options.Json);
    }

    private static int PlanBlob(PlanOptions options, OutputFiles files)
    {
        byte[] bytes = Arguments.ReadBlob(options.Source);
        Blob blob = Arguments.OpenBlob(options.Source, Blob.Open);
        if (blob.Header.WeightsEncoding != WeightsEncoding.Packed)
        {
            PlanningOptions.RequireNoWindow(options.Target);
        }

        PlanRequest asked = options.Target.RequestFor(blob);
        bool isNew = asked.Budget is not null || asked.PlansWindow;
        if (options.Output is not null && !isNew && asked.Arena == blob.Header.ArenaMemory)
        {
            throw new CommandException(
                ExitCode.Usage,
                "-o needs a budget, --ram SIZE, another place for it, --arena internal|psram, or --weights window");
        }

        ChosenPlan chosen = ChosenPlan.For(asked, isNew ? null : BlobPlan.Read(blob));
        PlanReport report = PlanReport.Of(chosen);
        bool fits = asked.PlansWindow ? report.Packed!.Window.Fits : report.PeakArenaBytes <= report.BudgetBytes;
        string? written = fits ? options.Output : null;
        if (written is not null)
        {
            files.Write(written, Rewrite(bytes, chosen.Plan));
            files.Land();
        }

        return Finish(report, written, options.Json);
    }

    /// <summary>A blob with another plan, with which the engine has reproduced its golden vectors.</summary>
    private static byte[] Rewrite(byte[] blob, ArenaPlan plan)
    {
        byte[] bytes = BlobPlan.Replace(blob, plan);
        using (Network network = Network.Open(bytes, Backend.Automatic))
        {
            network.SelfTest();
        }

        return bytes;
    }

    private static int Finish(PlanReport report, string? written, bool json)
    {
        PlanOutput.Write(report, written, json);
        return report.Pass ? ExitCode.Success : ExitCode.Negative;
    }
}
