using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet pull: published weights, verified.</summary>
internal static class PullCommand
{
    public static Command Create()
    {
        Command command = new("pull", "Downloads published ImageNet weights and verifies their SHA-256.");
        ExamplesHelp.Add(
            command,
            """
            sqnet pull squeezenet1.1
            sqnet pull squeezenet1.0 --to models --json
            sqnet pull squeezenet1.1 --url https://mirror.example.com/models/
            """);
        Func<ParseResult, PullOptions> read = PullOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static async Task<int> Run(PullOptions options, CancellationToken cancellation)
    {
        PublicModel model = At(PublicModels.Find(options.Name)!, options.Url);
        string target = Path.Combine(options.To, model.File);
        DownloadSettings settings = new() { Stall = TimeSpan.FromSeconds(options.Timeout) };
        DownloadedModel downloaded = await Fetch(model, options.Cache, settings, cancellation);
        await Deliver(downloaded, target, cancellation);
        PullOutput.Write(model, downloaded, target, options.Json);
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
        return await Terminal.WithProgressAsync(async report =>
        {
            report($"downloading {model.File}", 0, (int)model.Bytes);
            using ModelDownload download = new(
                model, cache, settings,
                new DownloadReporter(done => report($"downloading {model.File}", (int)done, (int)model.Bytes)));
            return await download.Run(cancellation);
        });
    }

    /// <summary>Copies the file from the cache; another file of that name stays as it is.</summary>
    private static async Task Deliver(DownloadedModel downloaded, string target, CancellationToken cancellation)
    {
        if (Path.GetFullPath(target) == downloaded.Path)
        {
            return;
        }

        byte[] bytes = await File.ReadAllBytesAsync(downloaded.Path, cancellation);
        byte[]? there = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellation) : null;
        if (there is null)
        {
            WholeFile.Write(target, bytes);
        }
        else if (!there.SequenceEqual(bytes))
        {
            throw new CommandException(
                ExitCode.Environment,
                $"{target}: there is another file of this name. Move it away, or choose a folder with --to.");
        }
    }
}
