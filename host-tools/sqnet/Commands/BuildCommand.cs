using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet build: from a trained model to a blob.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        Argument<string> model = new("MODEL") { Description = "Trained model: .onnx, .pth or .pt (PyTorch), .caffemodel, or .net (Deep Compression)." };
        Option<string> output = new("--output", "-o") { Description = "Blob to write.", Required = true };
        Option<string> calibration = new("--calibration")
        {
            Description = "Folder of typical pictures, best about a hundred; no labels are needed.",
            Required = true,
        };
        Option<string?> images = new("--images")
        {
            Description = "Folder of other pictures, whose paths name their classes (see eval): accuracy beside fp32, in the report.",
        };
        Option<string?> page = new("--report") { Description = "HTML file to write the report to, with plots." };
        Option<bool> json = Arguments.Json();
        Command command = new(
            "build",
            "Quantizes a trained SqueezeNet to int8, packs it into a blob for the flash, and reports layer by layer what that "
            + "cost and what to do about it.")
        {
            model, output, calibration, images, page, json,
        };
        ModelOptions options = new(command);
        PlanOptions planning = new(command);
        RateOptions rate = new(command);
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
        command.SetGuardedAction(async (arguments, cancellation) =>
        {
            Stopwatch watch = Stopwatch.StartNew();
            string target = arguments.GetRequiredValue(output);
            string? reportFile = arguments.GetValue(page);
            RequireFolders(target, reportFile);
            SqueezeNetModel imported = ModelImporter.Import(arguments.GetRequiredValue(model), options.Read(arguments));
            RateTarget wanted = rate.Read(arguments);
            PlanRequest request = planning.Request(arguments, imported, wanted.IsPacked);
            PlanReport plan = PlanReport.Of(request, null, out ArenaPlan arena);
            PlanOptions.RequireBudget(request, plan);
            string folder = arguments.GetRequiredValue(calibration);
            LabelledPictures? pictures = FindPictures(arguments.GetValue(images), folder, imported);
            BuildReport report = await Terminal.WithProgress(show =>
            {
                BuiltBlob built = new BlobBuilder(imported, arena, show, cancellation).Build(folder, wanted);
                byte[] blob = built.Bytes;
                OutputFile.Save(target, blob);
                // The plan could only guess the blob's size.
                PlanReport final = PlanReport.Of(request with { BlobBytes = blob.Length }, arena, out _);
                EvaluationResult? evaluation =
                    pictures is null ? null : Evaluate(blob, imported, pictures, show, cancellation);
                return new BuildReport(
                    BlobSummary.Of(Blob.Open(blob)), built.Pictures, built.Network.Layers, final, evaluation, Labels(imported))
                {
                    Curve = built.Curve,
                };
            });
            if (reportFile is not null)
            {
                OutputFile.Save(reportFile, Encoding.UTF8.GetBytes(HtmlReport.Write(report)));
            }

            if (arguments.GetValue(json))
            {
                BuildOutput.WriteJson(target, reportFile, report, watch.Elapsed);
            }
            else
            {
                BuildOutput.Print(target, reportFile, report, watch.Elapsed);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void RequireFolders(string target, string? page)
    {
        OutputFile.RequireFolder(target);
        if (page is not null)
        {
            OutputFile.RequireFolder(page);
            if (Path.GetFullPath(page) == Path.GetFullPath(target))
            {
                throw new CommandException(ExitCode.Usage, "--report and -o name the same file.");
            }
        }
    }

    /// <summary>Fails on a folder that cannot be used before minutes of work, not after.</summary>
    private static LabelledPictures? FindPictures(string? folder, string calibration, SqueezeNetModel model)
    {
        if (folder is null)
        {
            return null;
        }

        LabelledPictures pictures = LabelledPictures.Find(folder, model.Labels, model.Classes);
        HashSet<string> seen = ImageFile.Find(calibration).Select(Path.GetFullPath).ToHashSet();
        int shared = pictures.Files.Count(file => seen.Contains(Path.GetFullPath(file)));
        if (shared > 0)
        {
            Terminal.Errors.MarkupLineInterpolated(
                $"[yellow]note:[/] {shared} of the --images are calibrated on; the accuracy will flatter.");
        }

        return pictures;
    }

    private static EvaluationResult Evaluate(
        byte[] blob,
        SqueezeNetModel model,
        LabelledPictures pictures,
        Action<string, int, int> show,
        CancellationToken cancellation)
    {
        using BlobClassifier subject = new(blob, Backend.Native);
        using ModelClassifier reference = new(model, subject.Header);
        return new Evaluator(subject, reference).Run(pictures, new PictureReporter(show), cancellation);
    }

    /// <summary>One a class, as a blob without labels shows them.</summary>
    private static IReadOnlyList<string> Labels(SqueezeNetModel model)
    {
        return model.Labels.Count > 0
            ? model.Labels
            : Enumerable.Range(0, model.Classes).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToList();
    }
}
