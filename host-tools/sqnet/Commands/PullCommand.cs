using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Download;
using SqueezeNet.Embedded.Host.Import.Labels;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet pull: published weights, verified.</summary>
internal static class PullCommand
{
    public static Command Create()
    {
        Command command = new(
            "pull",
            "Downloads published ImageNet weights, verifies their SHA-256, and writes the names of the 1000 classes "
            + "beside them.");
        ExamplesHelp.Add(
            command,
            """
            sqnet pull squeezenet1.1
            sqnet pull squeezenet1.0 --to models --json
            sqnet pull squeezenet1.1 --url https://mirror.example.com/models/
            """);
        Func<ParseResult, PullOptions> read = PullOptions.AddTo(command);
        command.SetGuardedAction((parsed, files, cancellation) => Run(read(parsed), files, cancellation));
        return command;
    }

    public static async Task<int> Run(PullOptions options, OutputFiles files, CancellationToken cancellation)
    {
        PublicModel model = At(PublicModels.Find(options.Name)!, options.Url);
        string target = Path.Combine(options.To, model.File);
        string labels = Path.Combine(options.To, ImageNetLabels.FileName);
        byte[] names = ImageNetLabels.File.ToArray();
        await RequireSameOrNone(labels, names, cancellation);
        DownloadSettings settings = new() { Stall = TimeSpan.FromSeconds(options.Timeout) };
        DownloadedModel downloaded = await Fetch(model, options.Cache, settings, cancellation);
        await Deliver(downloaded, target, files, cancellation);
        if (!File.Exists(labels))
        {
            files.Add(labels, names);
        }

        files.Land();
        PullOutput.Write(model, downloaded, target, labels, options.Json);
        return ExitCode.Success;
    }

    private static PublicModel At(PublicModel model, string? place)
    {
        if (string.IsNullOrEmpty(place))
        {
            return model;
        }

        string address = place.EndsWith('/') ? place + model.File : place;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? model with { Sources = [uri] }
            : throw new CommandException(ExitCode.Usage, $"'{place}' is no http or https URL.");
    }

    private static async Task<DownloadedModel> Fetch(
        PublicModel model, string cache, DownloadSettings settings, CancellationToken cancellation)
    {
        return await ProgressDisplay.RunAsync("pull", async progress =>
        {
            using ModelDownload download =
                new(model, cache, settings, new DownloadReporter(progress, model.Bytes));
            return await download.Run(cancellation);
        });
    }

    /// <summary>Copies the file from the cache; another file of that name stays as it is.</summary>
    private static async Task Deliver(
        DownloadedModel downloaded, string target, OutputFiles files, CancellationToken cancellation)
    {
        if (Path.GetFullPath(target) == downloaded.Path)
        {
            return;
        }

        byte[] bytes = await File.ReadAllBytesAsync(downloaded.Path, cancellation);
        await RequireSameOrNone(target, bytes, cancellation);
        if (!File.Exists(target))
        {
            files.Add(target, bytes);
        }
    }

    /// <exception cref="CommandException">There is another file in the place of one.</exception>
    private static async Task RequireSameOrNone(string target, byte[] bytes, CancellationToken cancellation)
    {
        if (File.Exists(target) && !(await File.ReadAllBytesAsync(target, cancellation)).SequenceEqual(bytes))
        {
            throw new CommandException(
                ExitCode.Environment,
                $"{target}: there is another file of this name. Move it away, or choose a folder with --to.");
        }
    }
}
