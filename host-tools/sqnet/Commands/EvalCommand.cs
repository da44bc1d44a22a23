using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;

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
            """);
        Func<ParseResult, EvalOptions> read = EvalOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static async Task<int> Run(EvalOptions options, CancellationToken cancellation)
    {
        using BlobClassifier subject = new(Arguments.ReadBlob(options.Blob), options.Backend);
        using IClassifier? reference = OpenReference(options, subject);
        LabelledImages images =
            LabelledImages.Find(options.Images, subject.Labels, subject.Classes, options.ClassesFrom);
        EvaluationOutput.Note(images);
        Evaluator evaluator = new(subject, reference);
        EvaluationResult result = await Terminal.WithProgress(show =>
            evaluator.Run(images, new CountReporter(show), cancellation, options.Jobs));
        EvaluationOutput.Write(result, subject.Labels, options.Confusion, options.Json);
        return ExitCode.Success;
    }

    private static IClassifier? OpenReference(EvalOptions options, BlobClassifier subject)
    {
        if (options.Against is not string path)
        {
            return null;
        }

        IClassifier reference = Arguments.IsBlob(path)
            ? new BlobClassifier(Arguments.ReadBlob(path), options.Backend)
            : new ModelClassifier(ImportFor(path, options.Import(), subject), subject.Header);
        return reference.Classes == subject.Classes
            ? reference
            : throw new CommandException(
                ExitCode.BadInput,
                $"{path} has {reference.Classes} classes and the blob {subject.Classes}: they cannot agree. "
                + "Compare with the model that the blob was made from.");
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
