using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet pull: published weights, verified.</summary>
internal static class PullCommand
{
    private const string Mirror = "SQNET_MODELS_URL";

    public static Command Create()
    {
        string names = string.Join(", ", PublicModels.All.Select(m => m.Name));
        Argument<string> name = new("NAME") { Description = $"Which weights: {names}." };
        name.AcceptOnlyFromAmong([.. PublicModels.All.Select(m => m.Name)]);
        Option<string> to = new("--to") { Description = "Folder for the file.", DefaultValueFactory = _ => "." };
        Option<string> cache = new("--cache")
        {
            Description = "Folder in which downloads are kept; SQNET_CACHE names another.",
            DefaultValueFactory = _ => CacheFolder.Default,
        };
        Option<string?> url = new("--url")
        {
            Description = $"Another place of the same file; a URL that ends with / is its folder. Default: {Mirror}, or the publisher's.",
        };
        Option<int> timeout = Arguments.AtLeast("--timeout", 1, 30, "Seconds without a byte after which a connection is given up.");
        Option<bool> json = Arguments.Json();
        Command command = new("pull", "Downloads published ImageNet weights and verifies their SHA-256.")
        {
            name, to, cache, url, timeout, json,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet pull squeezenet1.1
            sqnet pull squeezenet1.0 --to models --json
            sqnet pull squeezenet1.1 --url https://mirror.example.com/models/
            """);
        command.SetGuardedAction(async (arguments, cancellation) =>
        {
            PublicModel model = PublicModels.Find(arguments.GetRequiredValue(name))!;
            model = At(model, arguments.GetValue(url) ?? Environment.GetEnvironmentVariable(Mirror));
            string folder = arguments.GetRequiredValue(to);
            string target = Path.Combine(folder, model.File);
            OutputFile.RequireFolder(target);
            DownloadSettings settings = new() { Stall = TimeSpan.FromSeconds(arguments.GetValue(timeout)) };
            DownloadedModel downloaded = await Fetch(model, arguments.GetRequiredValue(cache), settings, cancellation);
            await Deliver(downloaded, target, cancellation);
            Report(model, downloaded, target, arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
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
                model, cache, settings, new Reporter(done => report($"downloading {model.File}", (int)done, (int)model.Bytes)));
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
            OutputFile.Save(target, bytes);
        }
        else if (!there.SequenceEqual(bytes))
        {
            throw new CommandException(
                ExitCode.Environment, $"{target}: there is another file of this name. Move it away, or choose a folder with --to.");
        }
    }

    private static void Report(PublicModel model, DownloadedModel downloaded, string target, bool json)
    {
        if (json)
        {
            Json.Write(new
            {
                model.Name,
                File = target,
                model.Bytes,
                model.Sha256,
                Source = downloaded.Source?.ToString(),
                downloaded.Cached,
                model.Licence,
                model.Notice,
            });
            return;
        }

        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {model.Bytes} bytes, {(downloaded.Cached ? "from the cache" : $"from {downloaded.Source}")}"));
        Terminal.Results.WriteLine($"sha256 {model.Sha256}, as pinned");
        Terminal.Results.WriteLine($"licence {model.Licence}: {model.Notice}");
    }

    /// <summary>Hands counts on where they arise.</summary>
    private sealed class Reporter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
