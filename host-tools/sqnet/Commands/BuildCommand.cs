using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet build: from a trained model to a blob.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        Command command = new(
            "build",
            "Quantizes a trained SqueezeNet to int8, packs it into a blob for the flash, and reports layer by layer "
            + "what that cost and what to do about it.");
        ExamplesHelp.Add(
            command,
            """
        sqnet build cards.onnx -o cards.sqnt --calibration photos --labels labels.txt
        sqnet build cards.onnx -o cards.sqnt --calibration photos --images test-photos --report cards.html
        sqnet build squeezenet1_1.onnx -o v11.sqnt --calibration imagenet-val --labels classes.tsv
        sqnet build squeezenet1_1.onnx -o v11.sqnt --calibration imagenet-val --ram 104K --board esp32-s3-octal-psram
        sqnet build squeezenet1_1_finetuned.pth -o mine.sqnt --size 160 --calibration photos --labels labels.txt
        sqnet build squeezenet_v1.0.net -o v10.sqnt --calibration imagenet-val
        sqnet build cards.onnx -o cards.sqnt --calibration photos --packed
        sqnet build squeezenet_v1.0.net -o v10.sqnt --calibration imagenet-val --packed --target-size 350K
        sqnet build squeezenet1_1.onnx -o v11.sqnt --calibration imagenet-val --packed --max-drop 1.0 --report v11.html
        """);
        Func<ParseResult, BuildOptions> read = BuildOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, cancellation) => Run(read(parsed), files, cancellation));
        return command;
    }

    public static async Task<int> Run(BuildOptions options, OutputFiles files, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ModelBuilder builder = new(Arguments.Import(options.Model, options.Import));
        PlanningOptions.RequireNoWindow(options.Build.Target);
        RequireBudget(options, builder.Plan(options.Build));
        LabelledImages? images = FindImages(options, builder.Model);
        builder = new ModelBuilder(
            await ReadingCheck.Run(builder.Model, options.Import, images, options.Build.Images, cancellation));
        BuildReport report = await Terminal.WithProgress(show =>
        {
            BuildReporter progress = new(show);
            BuiltModel built = builder.Build(options.Calibration, options.Build, progress, cancellation);
            files.Write(options.Output, built.Blob);
            return built.Report(images is null ? null : built.Evaluate(images, progress, cancellation));
        });
        if (options.Report is not null)
        {
            files.Write(options.Report, Encoding.UTF8.GetBytes(HtmlReport.Write(report)));
        }

        files.Land();
        BuildOutput.Write(options, report, watch.Elapsed);
        return ExitCode.Success;
    }

    /// <summary>A build stops before it begins if no plan fits the budget.</summary>
    private static void RequireBudget(BuildOptions options, PlanReport plan)
    {
        if (plan.PeakArenaBytes > options.Build.Target.RamBytes)
        {
            throw new CommandException(
                ExitCode.Negative, $"{options.Model}: {plan.Problems[0]}", options.Model);
        }
    }

    /// <summary>Fails on folders that cannot be used before minutes of work, not after.</summary>
    private static LabelledImages? FindImages(BuildOptions options, SqueezeNetModel model)
    {
        ImageFolder calibration = ReadingOptions.Find(options.Calibration);
        if (options.Images is null)
        {
            return null;
        }

        if (options.Images != options.Calibration)
        {
            ReadingOptions.Find(options.Images);
        }

        LabelledImages images =
            LabelledImages.Find(options.Images, model.Labels, model.Classes, options.ClassesFrom);
        EvaluationOutput.Note(images);
        HashSet<string> seen = calibration.Files.Select(Path.GetFullPath).ToHashSet();
        int shared = images.Files.Count(file => seen.Contains(Path.GetFullPath(file)));
        if (shared > 0)
        {
            Terminal.Note($"{shared} of the --images are calibrated on; the accuracy will flatter.");
        }

        return images;
    }
}
