using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A downloaded model on the terminal and as JSON.</summary>
internal static class PullOutput
{
    public static void Write(PublicModel model, DownloadedModel downloaded, string target, string labels, bool json)
    {
        if (json)
        {
            Json.Write(new
            {
                model.Name,
                File = target,
                Labels = labels,
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
        Terminal.Results.WriteLine($"{labels}: the names of its 1000 classes, which come with sqnet");
        Terminal.Results.WriteLine($"licence {model.Licence}: {model.Notice}");
    }
}
