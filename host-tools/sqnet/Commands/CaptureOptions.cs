using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet capture is asked for.</summary>
/// <param name="Frames">Folder of images; null for raw frames.</param>
/// <param name="Raw">Raw frames on standard input; null for a folder.</param>
/// <param name="Label">The class.</param>
/// <param name="Into">Folder of the class folders.</param>
internal sealed record CaptureOptions(string? Frames, RawFrameSpec? Raw, string Label, string Into)
{
    private const int StandardCount = 50;

    /// <summary>Photos after which to end.</summary>
    public required int Count { get; init; }

    /// <summary>Shortest time between photos of raw frames.</summary>
    public required TimeSpan Interval { get; init; }

    public required bool KeepDuplicates { get; init; }

    public required bool Json { get; init; }

    /// <summary>Adds the options to a command.</summary>
    /// <returns>Reads them.</returns>
    public static Func<ParseResult, CaptureOptions> AddTo(Command command)
    {
        Option<string?> frames = new Option<string?>("--frames")
        {
            Description = "Folder of images to take, sub-folders too, in order of their paths.",
        }.As(PathRole.Images);
        Option<string?> raw = new Option<string?>("--raw")
        {
            Description =
                $"Read raw frames from standard input: WIDTHxHEIGHT:FORMAT, FORMAT {RawFrameSpec.Formats}.",
        }.As(PathRole.Text);
        Option<string> label = new Option<string>("--label")
        {
            Description = "The class: name of the folder that the photos come into.",
            Required = true,
        }.As(PathRole.Text);
        Option<string> into = new Option<string>("--into")
        {
            Description = "Folder with a sub-folder for each class; it is made if needed.",
            Required = true,
        }.As(PathRole.OutputFolder);
        Option<int> count = Arguments.AtLeast("--count", 1, StandardCount, "End after so many photos.");
        count.Aliases.Add("-n");
        Option<int> interval = Arguments.AtLeast(
            "--interval-milliseconds", 0, 0, "Shortest time between photos of raw frames; those between are left out.");
        Option<bool> keep = new("--keep-duplicates")
        {
            Description = "File frames, too, that look like the one filed last.",
        };
        Option<bool> json = Arguments.Json();
        command.AddAll(frames, raw, label, into, count, interval, keep, json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(frames) is null == result.GetValue(raw) is null)
            {
                result.AddError("Give either --frames DIR or --raw WIDTHxHEIGHT:FORMAT.");
            }
        });
        return parsed => new CaptureOptions(
            parsed.GetValue(frames), parsed.GetValue(raw) is string text ? RawFrameSpec.Parse(text) : null,
            parsed.GetRequiredValue(label), parsed.GetRequiredValue(into))
        {
            Count = parsed.GetValue(count),
            Interval = TimeSpan.FromMilliseconds(parsed.GetValue(interval)),
            KeepDuplicates = parsed.GetValue(keep),
            Json = parsed.GetValue(json),
        };
    }
}
