using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet train is asked.</summary>
/// <param name="Photos">Folder with a sub-folder for each class.</param>
/// <param name="From">File of the pretrained model; null only with a review.</param>
internal sealed record TrainOptions(string Photos, string? From)
{
    /// <summary>ONNX file to write; null for none.</summary>
    public string? Onnx { get; init; }

    /// <summary>Blob to write; null for none.</summary>
    public string? Blob { get; init; }

    /// <summary>HTML file to write the report to; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Settings of the node that get the threshold; null for what stands beside the blob.</summary>
    public string? Node { get; init; }

    /// <summary>A review to carry out in the place of a training; null for none.</summary>
    public string? Review { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether the board was named: a blob that does not fit it is not written then.</summary>
    public bool NamesBoard { get; init; }

    /// <summary>The command as it was given, for the report.</summary>
    public required string CommandLine { get; init; }

    /// <summary>What the model file does not say.</summary>
    public required ImportOptions Import { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, TrainOptions> AddTo(Command command)
    {
        Argument<string> photos = new Argument<string>("PHOTOS")
        {
            Description = "Folder with a sub-folder of photos for each class, which gets the folder's name.",
        }.As(PathRole.Images);
        Option<string?> from = new Option<string?>("--from")
        {
            Description = "Pretrained model, as build takes it; 'sqnet pull squeezenet1.1' brings one. Required.",
        }.As(PathRole.Model);
        Option<string[]> output = new Option<string[]>("--output", "-o")
        {
            Description = "File to write: .onnx for a model, .sqnt for a blob; give it twice for both. Required.",
        }.As(PathRole.Output);
        Option<string?> report = new Option<string?>("--report")
        {
            Description = "HTML file to write the report to, with the worst mistakes as images; beside it a review "
                + "for --review.",
        }.As(PathRole.Output);
        Option<string?> node = new Option<string?>("--node")
        {
            Description = "Settings file of the node in which to set minProbability; all else in it stays. Default: "
                + "node.json beside the blob, if there is none yet.",
        }.As(PathRole.Output);
        Option<string?> review = new Option<string?>("--review")
        {
            Description = "Move photos of PHOTOS as this file says, which a training has written beside its report "
                + "and you have edited, and end: nothing is trained.",
        }.As(PathRole.Input);
        Option<bool> json = Arguments.Json();
        command.AddAll(photos, from, output, report, node, review, json);
        TrainingChoices choices = new(command);
        return parsed =>
        {
            string[] outputs = parsed.GetValue(output) ?? [];
            bool isReview = parsed.GetValue(review) is not null;
            RequireAll(isReview, parsed.GetValue(from), outputs);
            ImportOptions import = choices.Import(parsed);
            return new TrainOptions(parsed.GetRequiredValue(photos), parsed.GetValue(from))
            {
                Onnx = Only(outputs, ".onnx"),
                Blob = Only(outputs, ".sqnt"),
                Report = parsed.GetValue(report),
                Node = parsed.GetValue(node),
                Review = parsed.GetValue(review),
                Json = parsed.GetValue(json),
                NamesBoard = choices.NamesBoard(parsed),
                CommandLine = ShellLine.Of(parsed),
                Import = import,
                Training = choices.Read(parsed) with
                {
                    Name = import.Name ?? outputs.Select(path => ModelName.Choose(path, null)).FirstOrDefault(),
                    BuildsBlob = Only(outputs, ".sqnt") is not null,
                    OnnxRunner = OnnxRuntimeRunner.Open,
                },
            };
        };
    }

    private static void RequireAll(bool isReview, string? from, string[] outputs)
    {
        if (isReview && (from is not null || outputs.Length > 0))
        {
            throw new CommandException(
                ExitCode.Usage, "--review goes with PHOTOS alone: carry it out first, then train again.");
        }

        if (!isReview && from is null)
        {
            throw new CommandException(
                ExitCode.Usage, "Give the model to train from with --from: 'sqnet pull squeezenet1.1' brings one.");
        }

        if (!isReview && outputs.Length == 0)
        {
            throw new CommandException(
                ExitCode.Usage, "Say what to write: -o mine.sqnt for a blob, -o mine.onnx for a model, or both.");
        }

        string? unknown = Array.Find(outputs, path => !HasEnding(path, ".onnx") && !HasEnding(path, ".sqnt"));
        if (unknown is not null)
        {
            throw new CommandException(
                ExitCode.Usage, $"-o takes a name that ends with .onnx or .sqnt, not '{unknown}'.", unknown);
        }
    }

    private static string? Only(string[] outputs, string ending)
    {
        string[] found = [.. outputs.Where(path => HasEnding(path, ending))];
        return found.Length < 2
            ? found.FirstOrDefault()
            : throw new CommandException(
                ExitCode.Usage, $"-o names two files that end with {ending}: {string.Join(" and ", found)}. Give one.");
    }

    private static bool HasEnding(string path, string ending)
    {
        return Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase);
    }
}
