using System;
using System.CommandLine;
using System.Linq;
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
    private const int StandardPatience = 60;

    /// <summary>The way to a node, and its name; null for other sources.</summary>
    public required (NodeAccess Access, string Name)? Node { get; init; }

    /// <summary>How long a node's frames may look like the last photo; null for ever.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Photos after which to end.</summary>
    public required int Count { get; init; }

    /// <summary>Shortest time between photos of raw frames or snapshots.</summary>
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
        BrokerOptions broker = new();
        Option<string?> node = new Option<string?>("--node")
        {
            Description = "With --broker: client id of the node whose snapshots are taken.",
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
            "--interval-milliseconds", 0, 0,
            "Shortest time between photos of raw frames, those between are left out; or between snapshots.");
        Option<int> patience = Arguments.AtLeast(
            "--give-up-seconds", 1, StandardPatience,
            "With --broker: end if there was no new photo for so long, as of a scene that does not change; not with "
            + "--wait.",
            86400);
        Option<bool> keep = new("--keep-duplicates")
        {
            Description = "File frames, too, that look like the one filed last.",
        };
        Option<bool> json = Arguments.Json();
        command.AddAll(frames, raw, label, into, count, interval, patience, keep, json, node);
        broker.AddTo(command);
        command.Validators.Add(result =>
        {
            bool[] sources =
            [
                result.GetValue(frames) is not null, result.GetValue(raw) is not null,
                result.GetValue(broker.Broker) is not null,
            ];
            if (sources.Count(isGiven => isGiven) != 1)
            {
                result.AddError("Give either --frames DIR or --raw WIDTHxHEIGHT:FORMAT or --broker HOST --node ID.");
            }
            else if (sources[2] != result.GetValue(node) is not null)
            {
                result.AddError("--broker HOST and --node ID belong together; sqnet view --broker HOST lists nodes.");
            }
        });
        return parsed =>
        {
            CaptureOptions options = Read(parsed);
            if (parsed.GetValue(node) is not string name)
            {
                return options;
            }

            NodeAccess access = broker.Read(parsed);
            return options with
            {
                Node = (access, name),
                Patience = access.Waits ? null : TimeSpan.FromSeconds(parsed.GetValue(patience)),
            };
        };

        CaptureOptions Read(ParseResult parsed) => new(
            parsed.GetValue(frames), parsed.GetValue(raw) is string text ? RawFrameSpec.Parse(text) : null,
            parsed.GetRequiredValue(label), parsed.GetRequiredValue(into))
        {
            Node = null,
            Count = parsed.GetValue(count),
            Interval = TimeSpan.FromMilliseconds(parsed.GetValue(interval)),
            KeepDuplicates = parsed.GetValue(keep),
            Json = parsed.GetValue(json),
        };
    }
}
