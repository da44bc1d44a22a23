using System;
using System.Collections.Generic;
using System.CommandLine;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet eval: accuracy on a folder of pictures.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<string> images = new("--images")
        {
            Description = "Folder of pictures. The class is the number a file name begins with, or its sub-folder's name.",
            Required = true,
        };
        Option<string?> against = new("--against")
        {
            Description = "The fp32 model the blob was made from, to compare with; or another blob.",
        };
        Option<bool> confusion = new("--confusion") { Description = "Show which classes are taken for which." };
        Option<int> jobs = Arguments.AtLeast("--jobs", 1, Environment.ProcessorCount, "Pictures at a time.");
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Command command = new(
            "eval",
            "Measures a blob's accuracy on a folder of pictures, beside that of the fp32 model: both with 95 % intervals, how "
            + "often they agree, McNemar's test of the difference, and the pictures they differ on.")
        {
            blob, images, against, confusion, jobs, json, backend,
        };
        ModelOptions model = new(command);
        ExamplesHelp.Add(
            command,
            """
            sqnet eval cards.sqnt --images photos --against cards.onnx
            sqnet eval v11.sqnt --images imagenet-val --against squeezenet1_1.onnx --json
            sqnet eval new.sqnt --images photos --against old.sqnt
            """);
        command.SetGuardedAction(async (arguments, cancellation) =>
        {
            Backend engine = Arguments.ToBackend(arguments.GetValue(backend));
            byte[] bytes = Arguments.ReadBlob(arguments.GetRequiredValue(blob));
            using BlobClassifier subject = new(bytes, engine);
            using IClassifier? reference = OpenReference(arguments.GetValue(against), () => model.Read(arguments), subject, engine);
            LabelledPictures pictures =
                LabelledPictures.Find(arguments.GetRequiredValue(images), subject.Labels, subject.Classes);
            Evaluator evaluator = new(subject, reference);
            EvaluationResult result = await Terminal.WithProgress(report =>
                evaluator.Run(pictures, new PictureReporter(report), cancellation, arguments.GetValue(jobs)));
            if (arguments.GetValue(json))
            {
                Json.Write(EvaluationOutput.ToJson(result, subject.Labels, arguments.GetValue(confusion)));
            }
            else
            {
                EvaluationOutput.Print(result, subject.Labels);
                PrintConfusion(result, subject.Labels, arguments.GetValue(confusion));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IClassifier? OpenReference(
        string? path, Func<ImportOptions> options, BlobClassifier subject, Backend engine)
    {
        if (path is null)
        {
            return null;
        }

        IClassifier reference = Arguments.IsBlob(path)
            ? new BlobClassifier(Arguments.ReadBlob(path), engine)
            : new ModelClassifier(ImportFor(path, options(), subject), subject.Header);
        return reference.Classes == subject.Classes
            ? reference
            : throw new CommandException(
                ExitCode.BadInput,
                $"{path} has {reference.Classes} classes and the blob {subject.Classes}: they cannot agree. "
                + "Compare with the model that the blob was made from.");
    }

    private static SqueezeNetModel ImportFor(string path, ImportOptions options, BlobClassifier subject)
    {
        SqueezeNetModel model = ModelImporter.Import(path, options);
        if (subject.Meta.TryGetValue("source.sha256", out string? source) && source != model.Source.Sha256)
        {
            Terminal.Errors.MarkupLineInterpolated(
                $"[yellow]note:[/] the blob was not made from {path} but from {subject.Meta.GetValueOrDefault("source", "another file")}");
        }

        return model;
    }

    private static void PrintConfusion(EvaluationResult result, IReadOnlyList<string> labels, bool wanted)
    {
        for (int right = 0; wanted && right < result.Confusion.Length; right++)
        {
            for (int named = 0; named < result.Confusion.Length; named++)
            {
                if (named != right && result.Confusion[right][named] > 0)
                {
                    Terminal.Results.WriteLine(
                        $"{result.Confusion[right][named],5} x  {labels[right]} taken for {labels[named]}");
                }
            }
        }
    }
}
