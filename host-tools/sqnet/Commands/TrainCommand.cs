using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Report;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet train: from a folder of photos to a network of their classes.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Command command = new(
            "train",
            "Trains a pretrained SqueezeNet on your own classes: a folder of photos with a sub-folder for each class. "
            + "Says what to expect of it on photos it has not seen, in fp32 and int8, and what it costs on the board.");
        ExamplesHelp.Add(
            command,
            """
            sqnet train photos --from squeezenet1.1-7.onnx -o mine.sqnt
            sqnet train photos --from squeezenet1.1-7.onnx -o mine.onnx -o mine.sqnt --report mine.html
            sqnet train photos --from squeezenet1.1-7.onnx -o mine.sqnt --tune fire9 --group-by prefix
            sqnet train photos --from squeezenet1.1-7.onnx -o mine.sqnt --fit xiao-esp32s3-sense --max-ms 60
            sqnet train photos --from squeezenet1.1-7.onnx -o mine.sqnt --background office --node node.json
            sqnet train photos --review mine-review.json
            """);
        Func<ParseResult, TrainOptions> read = TrainOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, cancellation) => Run(read(parsed), files, cancellation));
        return command;
    }

    public static async Task<int> Run(TrainOptions options, OutputFiles files, CancellationToken cancellation)
    {
        if (options.Review is not null)
        {
            return TrainReview.Run(options);
        }

        Stopwatch watch = Stopwatch.StartNew();
        NodeFile? node = NodeFile.For(options);
        BesideFiles.Require(options, node);
        SqueezeNetModel pretrained = Import(options);
        try
        {
            TrainingResult result = await ProgressDisplay.Run("train", progress => new Trainer(pretrained).Train(
                options.Photos, options.Training, new TrainingReporter(progress), cancellation));
            return Finish(options, result, node, files, watch);
        }
        catch (NothingFitsException e)
        {
            return TrainOutput.NothingFits(options, e);
        }
    }

    /// <summary>Shows what came of it before anything is written; what is of no use is not written.</summary>
    internal static int Finish(
        TrainOptions options, TrainingResult result, NodeFile? node, OutputFiles files, Stopwatch watch)
    {
        TrainOutput.Note(result);
        string? problem = TrainVerdict.Of(options, result);
        if (!options.Json)
        {
            TrainOutput.Print(options, result);
        }

        if (problem is null)
        {
            Write(options, result, node, files);
        }

        TrainOutput.End(options, new TrainEnd(result, node, problem, watch.Elapsed));
        return problem is null ? ExitCode.Success : ExitCode.Negative;
    }

    private static void Write(TrainOptions options, TrainingResult result, NodeFile? node, OutputFiles files)
    {
        if (options.Onnx is not null)
        {
            files.Write(options.Onnx, result.Onnx);
        }

        if (options.Blob is not null)
        {
            files.Write(options.Blob, result.Built!.Blob);
        }

        if (options.Report is not null)
        {
            files.Write(options.Report, Encoding.UTF8.GetBytes(TrainingPage.Write(result, options.CommandLine)));
            files.Add(TrainReview.Beside(options.Report), TrainReview.Write(result));
        }

        node?.Write(files, result.Figures.Threshold.Probability);
        files.Land();
    }

    private static SqueezeNetModel Import(TrainOptions options)
    {
        string path = options.From!;
        if (!File.Exists(path))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{path}: no such file. Published weights to train from come with: sqnet pull squeezenet1.1",
                path);
        }

        return BlobFile.Is(path)
            ? throw new CommandException(
                ExitCode.BadInput,
                $"{path}: this is a blob, whose weights are rounded. Train from the model that it was built from.",
                path)
            : Noted(ModelImporter.Import(path, options.Import));
    }

    /// <summary>Says what was taken for granted, but for the labels: there will be others.</summary>
    private static SqueezeNetModel Noted(SqueezeNetModel model)
    {
        foreach (string note in model.Notes.Where(note => !note.StartsWith("labels:", StringComparison.Ordinal)))
        {
            Terminal.Note(note);
        }

        return model;
    }
}
