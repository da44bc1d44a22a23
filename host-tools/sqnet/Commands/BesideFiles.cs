using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Files that a training writes beside those that are named: refused early if they cannot be.</summary>
internal static class BesideFiles
{
    /// <summary>Fails if such a file is a named one, too, or would be lost with what stands in it.</summary>
    /// <exception cref="CommandException">It is so.</exception>
    public static void Require(TrainOptions options, NodeFile? node)
    {
        string? review = options.Report is string report ? TrainReview.Beside(report) : null;
        RequireFree(options, review, "The review beside --report");
        RequireFree(options, node is { IsNamed: false } ? node.Path : null, "The settings beside the blob");
        if (review is not null && File.Exists(review))
        {
            RequireDone(options.Photos, review);
        }
    }

    private static void RequireFree(TrainOptions options, string? beside, string what)
    {
        (string Name, string? Path)[] named =
        [
            ("--output", options.Onnx), ("--output", options.Blob), ("--report", options.Report),
            ("--node", options.Node),
        ];
        (string name, string? path) = named.FirstOrDefault(file => beside is not null && file.Path is string other
            && SameFile.IsNamed(RealPath.Of(beside), RealPath.Of(other)));
        if (path is not null)
        {
            throw new CommandException(
                ExitCode.Usage, $"{what} and {name} are the same file, {path}; give {name} another name.", path);
        }
    }

    private static void RequireDone(string photos, string review)
    {
        try
        {
            ReviewFile file = ReviewFile.Read(review);
            int open = file.Open(photos).Count;
            if (open > 0)
            {
                string decisions = open == 1 ? "1 decision that was" : $"{open} decisions that were";
                throw new CommandException(
                    ExitCode.BadInput,
                    $"{review} has {decisions} not carried out, and this training would replace it. Carry it out "
                    + $"(sqnet train {photos} --review {review}), or delete it.",
                    review);
            }
        }
        catch (TrainingException e)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{e.Message.TrimEnd('.')}. This training would replace it: mend it, or delete it.",
                review);
        }
    }
}
