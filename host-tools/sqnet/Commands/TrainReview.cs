using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Photos that may stand in the wrong folder: listed by a training, edited by a person, then moved.</summary>
internal static class TrainReview
{
    /// <summary>sqnet train PHOTOS --review FILE: photos go where the file says.</summary>
    /// <exception cref="TrainingException">The file cannot be carried out; nothing was moved.</exception>
    public static int Run(TrainOptions options)
    {
        IReadOnlyList<ReviewMove> moves = ReviewFile.Read(options.Review!).Plan(options.Photos);
        ReviewFile.Apply(moves);
        if (options.Json)
        {
            Json.Write(new { options.Review, Moved = moves });
            return ExitCode.Success;
        }

        foreach (ReviewMove move in moves)
        {
            Terminal.Results.WriteLine($"{move.From} -> {move.To}");
        }

        Terminal.Results.WriteLine(moves.Count == 0
            ? $"nothing to move: every action in {options.Review} is keep"
            : $"{(moves.Count == 1 ? "1 photo" : $"{moves.Count} photos")} moved; train again to see what it brings");
        return ExitCode.Success;
    }

    /// <summary>The file beside a report: suspicious photos first, then other mistakes, all to be kept.</summary>
    public static string Beside(string report)
    {
        string name = Path.GetFileNameWithoutExtension(report) + "-review.json";
        return Path.Combine(Path.GetDirectoryName(report) ?? string.Empty, name);
    }

    /// <summary>Its bytes.</summary>
    public static byte[] Write(TrainingResult result)
    {
        HashSet<int> suspicious = [.. result.Figures.Suspicious.Select(photo => photo.Photo)];
        IEnumerable<ClassifiedPhoto> others =
            result.Figures.HeldOut.Mistakes.Where(photo => !suspicious.Contains(photo.Photo));
        IEnumerable<ReviewEntry> entries =
            result.Figures.Suspicious.Concat(others).Select(photo => Entry(photo, result));

        // Of --background, photos lie elsewhere: a review moves within PHOTOS.
        return ReviewFile.Write([.. entries.Where(entry => !entry.File.StartsWith("../", StringComparison.Ordinal))]);
    }

    private static ReviewEntry Entry(ClassifiedPhoto photo, TrainingResult result)
    {
        string file = Path.GetRelativePath(result.Photos.Folder, result.Photos.Photos[photo.Photo].File);
        return new ReviewEntry(
            file.Replace(Path.DirectorySeparatorChar, '/'),
            Folder(photo.Truth, result.Photos),
            Folder(photo.Named, result.Photos),
            photo.Probability);
    }

    /// <summary>The class folder's name: that of the background may be another than its label.</summary>
    private static string Folder(int label, PhotoSet photos)
    {
        string? first = photos.Photos.FirstOrDefault(photo => label == photos.Background && photo.Class == label)?.File;
        string folder = first is null ? ".." : Path.GetRelativePath(photos.Folder, first);
        return folder.StartsWith("..", StringComparison.Ordinal)
            ? photos.Labels[label]
            : folder.Split(Path.DirectorySeparatorChar)[0];
    }
}
