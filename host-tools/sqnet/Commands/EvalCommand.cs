using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet eval: accuracy on a folder of images.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        Command command = new(
            "eval",
            "Measures a blob's accuracy on a folder of images, beside that of the fp32 model: both with 95 % "
            + "intervals, how often they agree, McNemar's test of the difference, and the images they differ on.");
        ExamplesHelp.Add(
            command,
            """
            sqnet eval cards.sqnt --images photos --against cards.onnx
            sqnet eval v11.sqnt --images imagenet-val --against squeezenet1_1.onnx --json
            sqnet eval new.sqnt --images photos --against old.sqnt
            sqnet eval cards.sqnt --images photos --report mistakes.html
            """);
        Func<ParseResult, EvalOptions> read = EvalOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, cancellation) => Run(read(parsed), files, cancellation));
        return command;
    }

    public static async Task<int> Run(EvalOptions options, OutputFiles files, CancellationToken cancellation)
    {
        using BlobClassifier subject =
            Arguments.OpenBlob(options.Blob, bytes => new BlobClassifier(bytes, options.Backend));
        LabelledImages images =
            LabelledImages.Find(options.Images, subject.Labels, subject.Classes, options.ClassesFrom);
        EvaluationOutput.Note(images);
        using IClassifier? reference = await OpenReference(options, subject, images, cancellation);
        Evaluator evaluator = new(subject, reference) { Images = options.Reading };
        EvaluationResult result = await ProgressDisplay.Run("eval", progress =>
            evaluator.Run(images, new CountReporter(progress, "images"), cancellation, options.Jobs));
        FolderOutput.Note(result.Folder!);
        WriteReport(options, files, subject, result);
        EvaluationOutput.Write(options, result, subject.Labels);
        return ExitCode.Success;
    }

    private static void WriteReport(
        EvalOptions options, OutputFiles files, BlobClassifier subject, EvaluationResult result)
    {
        if (options.Report is not null)
        {
            BlobSummary blob = BlobSummary.Of(Blob.Open(Arguments.ReadBlob(options.Blob), OpenChecks.None));
            EvaluationReport report = new(blob, result, subject.Labels) { Images = options.Reading };
            files.Write(options.Report, Encoding.UTF8.GetBytes(HtmlReport.Write(report)));
            files.Land();
        }
    }

    private static async Task<IClassifier?> OpenReference(
        EvalOptions options, BlobClassifier subject, LabelledImages images, CancellationToken cancellation)
    {
        if (options.Against is not string path)
        {
            return null;
        }

        if (BlobFile.Is(path))
        {
            BlobClassifier blob = Arguments.OpenBlob(path, bytes => new BlobClassifier(bytes, options.Backend));
            RequireClasses(path, blob.Classes, subject);
            return blob;
        }

        ImportOptions import = options.Import();
        SqueezeNetModel model = ImportFor(path, import, subject);
        RequireClasses(path, model.Classes, subject);
        SqueezeNetModel fitted = ModelClassifier.Fit(model, subject.Header);
        await ReadingCheck.Run(fitted, import, images, options.Reading, cancellation);
        return new ModelClassifier(model, subject.Header);
    }

    private static void RequireClasses(string path, int classes, BlobClassifier subject)
    {
        if (classes != subject.Classes)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{path} has {classes} classes and the blob {subject.Classes}: they cannot agree. "
                + "Compare with the model that the blob was made from.");
        }
    }

    private static SqueezeNetModel ImportFor(string path, ImportOptions options, BlobClassifier subject)
    {
        SqueezeNetModel model = Arguments.Import(path, options);
        if (subject.Meta.TryGetValue("source.sha256", out string? source) && source != model.Source.Sha256)
        {
            string made = subject.Meta.GetValueOrDefault("source", "another file");
            Terminal.Note($"the blob was not made from {path} but from {made}");
        }

        return model;
    }
}
