using System;
using System.CommandLine;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet pull is asked.</summary>
/// <param name="To">Folder for the file.</param>
/// <param name="Cache">Folder in which downloads are kept.</param>
/// <param name="Url">Another place of the same file, or its folder; null for the publisher's.</param>
/// <param name="Timeout">Seconds without a byte after which a connection is given up.</param>
internal sealed record PullOptions(string Name, string To, string Cache, string? Url, int Timeout, bool Json)
{
    /// <summary>Environment variable that names a mirror.</summary>
    public const string Mirror = "SQNET_MODELS_URL";

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, PullOptions> AddTo(Command command)
    {
        string[] names = [.. PublicModels.All.Select(m => m.Name)];
        Argument<string> name = new("NAME") { Description = $"Which weights: {string.Join(", ", names)}." };
        name.AcceptOnlyFromAmong(names).As(PathRole.Text);
        Option<string> to = new Option<string>("--to")
        {
            Description = "Folder for the file.",
            DefaultValueFactory = _ => ".",
        }.As(PathRole.OutputFolder);
        Option<string> cache = new Option<string>("--cache")
        {
            Description = "Folder in which downloads are kept; SQNET_CACHE names another.",
            DefaultValueFactory = _ => CacheFolder.Default,
        }.As(PathRole.Cache);
        Option<string?> url = new Option<string?>("--url")
        {
            Description = $"Another place of the same file; a URL that ends with / is its folder. Default: {Mirror}, "
                + "or the publisher's.",
        }.As(PathRole.Text);
        Option<int> timeout = Arguments.AtLeast(
            "--timeout", 1, 30, "Seconds without a byte after which a connection is given up.");
        Option<bool> json = Arguments.Json();
        command.AddAll(name, to, cache, url, timeout, json);
        return parsed => new PullOptions(
            parsed.GetRequiredValue(name),
            parsed.GetRequiredValue(to),
            parsed.GetRequiredValue(cache),
            parsed.GetValue(url) ?? Environment.GetEnvironmentVariable(Mirror),
            parsed.GetValue(timeout),
            parsed.GetValue(json));
    }
}
