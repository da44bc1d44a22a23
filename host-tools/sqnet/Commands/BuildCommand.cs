using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
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
        RequireFit(builder.Plan(options.Build), options);
        LabelNote.Write(builder.Model);
        LabelledImages? images = FindImages(options, builder.Model);
        builder = new ModelBuilder(
            await ReadingCheck.Run(builder.Model, options.Import, images, options.Build.Images, cancellation));
        BuildReport report = await ProgressDisplay.Run("build", progress =>
        {
            double share = builder.ShareOfBuilding(options.Calibration, images, options.Build);
            BuiltModel built = builder.Build(
                options.Calibration, options.Build, new BuildReporter(progress, 0, share), cancellation);
            files.Write(options.Output, built.Blob);
            return built.Report(
                images is null ? null : built.Evaluate(images, new BuildReporter(progress, share, 1), cancellation));
        });
        if (report.Evaluation is EvaluationResult evaluation)
        {
            Note(report, evaluation);
        }

        if (options.Report is not null)
        {
            files.Write(options.Report, Encoding.UTF8.GetBytes(HtmlReport.Write(report)));
        }

        files.Land();
        BuildOutput.Write(options, report, watch.Elapsed);
        return options.NamesBoard && !report.Plan.Pass ? DoesNotFit(options.Output, report.Plan) : ExitCode.Success;
    }

    /// <summary>
    /// A build stops before it begins if no plan fits the budget, or if the board that was named cannot take the blob.
    /// How large packed weights become is known at its end only.
    /// </summary>
    private static void RequireFit(PlanReport plan, BuildOptions options)
    {
        bool isKnown = options.NamesBoard && !options.Build.Rate.IsPacked;
        if (plan.PeakArenaBytes > options.Build.Target.RamBytes || (isKnown && !plan.Pass))
        {
            throw new CommandException(
                ExitCode.Negative, $"{options.Model}: {string.Join('\n', plan.Problems)}", options.Model);
        }
    }

    /// <summary>The blob is there, and of use on another board.</summary>
    private static int DoesNotFit(string blob, PlanReport plan)
    {
        Terminal.Errors.MarkupLineInterpolated(
            $"[red]error:[/] {blob} is written, but does not fit {plan.Board}. {string.Join('\n', plan.Problems)}");
        return ExitCode.Negative;
    }

    /// <summary>Fails on folders that cannot be used before minutes of work, not after.</summary>
    private static LabelledImages? FindImages(BuildOptions options, SqueezeNetModel model)
    {
        ImageFile.Find(options.Calibration);
        if (options.Images is null)
        {
            return null;
        }

        LabelledImages images =
            LabelledImages.Find(options.Images, model.Labels, model.Classes, options.ClassesFrom);
        EvaluationOutput.Note(images);
        return images;
    }

    /// <summary>Says what was skipped of the evaluated images, and which were calibrated on.</summary>
    private static void Note(BuildReport report, EvaluationResult evaluation)
    {
        if (evaluation.Folder is ImageFolder folder && folder.Summary != report.Calibration?.Summary)
        {
            FolderOutput.Note(folder);
        }

        if (evaluation.OverlapNote is string overlap)
        {
            Terminal.Warn(overlap);
        }
    }
}
