using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet run is asked.</summary>
/// <param name="Images">Files.</param>
/// <param name="Top">How many classes to name.</param>
/// <param name="Profile">Whether to show the time of every stage.</param>
internal sealed record RunOptions(string Blob, string[] Images, Backend Backend, int Top, bool Profile, bool Json)
{
    /// <summary>How the files are read.</summary>
    public required ImageOptions Reading { get; init; }

    /// <summary>What is seen of them.</summary>
    public ImageView View { get; init; } = ImageView.Default;

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, RunOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Argument<string[]> images = new Argument<string[]>("IMAGE")
        {
            Description = "JPEG, PNG, WebP, GIF, BMP or PNM images, or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        }.As(PathRole.ImageOrFolder);
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<int> top = Arguments.AtLeast("--top", 1, 5, "How many classes to name.");
        Option<bool> profile = new("--profile") { Description = "Show the time of every stage." };
        command.AddAll(blob, images, json, backend, top, profile);
        RegionOptions view = new(command);
        ReadingOptions reading = new(command);
        return parsed => new RunOptions(
            parsed.GetRequiredValue(blob),
            parsed.GetRequiredValue(images),
            Arguments.ToBackend(parsed.GetValue(backend)),
            parsed.GetValue(top),
            parsed.GetValue(profile),
            parsed.GetValue(json))
        {
            Reading = reading.Read(parsed),
            View = view.Read(parsed),
        };
    }
}
