using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using CameraNode;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet simulate: the firmware's camera node on this computer.</summary>
internal sealed class SimulateCommand
{
    private readonly Option<string?> blob =
        new Option<string?>("--blob") { Description = "Model blob. Required, but with --print-config." }
            .As(PathRole.Input);

    private readonly Option<string?> frames = new Option<string?>("--frames")
    {
        Description = "Folder of images to play, sub-folders too, in order of their paths.",
    }.As(PathRole.Images);

    private readonly Option<string?> raw = new Option<string?>("--raw")
    {
        Description = $"Read raw frames from standard input: WIDTHxHEIGHT:FORMAT, FORMAT {RawFrameSpec.Formats}.",
    }.As(PathRole.Text);

    private readonly NodeOptions node = new();

    private readonly Option<bool> loop = new("--loop") { Description = "Start again at the folder's end." };

    private readonly Option<bool> discovery = new("--print-discovery")
    {
        Description = "Print what the node tells Home Assistant of itself with --discovery true, and end.",
    };

    private readonly Option<string?> triggerFile = new Option<string?>("--trigger-file")
    {
        Description = "File of times in ms since the start, one a line, at which the trigger of --config is pressed.",
    }.As(PathRole.Input);

    private readonly Option<bool> skipSleeps = new("--skip-sleeps")
    {
        Description = "Let the time of sleeps pass at once.",
    };

    private readonly Option<bool> json = Arguments.Json();

    private readonly Option<string> backend = Arguments.Backend();

    public static Command Create()
    {
        return new SimulateCommand().Build();
    }

    private Command Build()
    {
        Command command = new(
            "simulate",
            "Runs the firmware's camera node on this computer: frames in, labels out on "
            + "PREFIX/CLIENT-ID/label, birth and last will on PREFIX/CLIENT-ID/status. With --json every "
            + "classification is a line of JSON.")
        {
            blob, frames, raw, loop, discovery, triggerFile, skipSleeps, json, backend,
        };
        ReadingOptions reading = new(command);
        node.AddTo(command);
        command.Validators.Add(result =>
        {
            if (node.IsPrintOnly(result))
            {
                return;
            }

            if (result.GetResult(blob) is null)
            {
                result.AddError("Option '--blob' is required.");
            }

            if (!result.GetValue(discovery) && result.GetValue(frames) is null == result.GetValue(raw) is null)
            {
                result.AddError("Give either --frames DIR or --raw WIDTHxHEIGHT:FORMAT.");
            }
        });
        ExamplesHelp.Add(
            command,
            """
            sqnet simulate --blob cards.sqnt --frames photos --broker-host localhost
            sqnet simulate --blob cards.sqnt --frames photos --broker-host example.org --broker-port 8883 --tls tls12
            sqnet simulate --blob cards.sqnt --frames photos --rule on-change --stable-frames 3 --min-probability 0.5
            sqnet simulate --blob cards.sqnt --frames photos --loop --config node.json
            sqnet simulate --blob cards.sqnt --frames photos --region door=0,0,500 --region table=500,500,500
            ffmpeg -i /dev/video0 -vf scale=160:120 -f rawvideo -pix_fmt rgb24 - |
              sqnet simulate --blob cards.sqnt --raw 160x120:rgb24 --broker-host localhost
            """);
        command.SetGuardedAction((arguments, cancellation) => Task.Run(() =>
        {
            bool asJson = arguments.GetValue(json);
            SimulatorOptions options = Options(arguments);
            options.Images = reading.Read(arguments);
            if (node.Print(arguments, options.Settings))
            {
                return ExitCode.Success;
            }

            // Before the broker is troubled with it.
            Arguments.OpenBlob(options.BlobPath, Blob.Open);
            if (arguments.GetValue(discovery))
            {
                Console.Out.WriteLine(Simulator.Discovery(options, out string problem));
                if (problem.Length > 0)
                {
                    Terminal.Warn(problem);
                }

                return ExitCode.Success;
            }

            Interruption.Allowance = TimeSpan.FromMilliseconds(options.Settings.StopMilliseconds);
            SimulationResult result = Simulate(options, asJson, cancellation);
            Summarize(result, asJson);
            return cancellation.IsCancellationRequested ? Interruption.Code
                : result.Folder is null && result.Unreadable > 0 ? ExitCode.BadInput
                : ExitCode.Success;
        }));
        return command;
    }

    private static SimulationResult Simulate(SimulatorOptions options, bool json, CancellationToken cancellation)
    {
        try
        {
            return Simulator.Run(options, e => Show(e, json), cancellation);
        }
        catch (SimulatorException e) when (e.Result is { Frames: > 0 } result)
        {
            // What was done before it failed is worth as much as at a good end.
            Summarize(result, json);
            throw;
        }
    }

    private SimulatorOptions Options(ParseResult arguments)
    {
        SimulatorOptions options = new()
        {
            BlobPath = arguments.GetValue(blob) ?? string.Empty,
            Backend = Arguments.ToBackend(arguments.GetValue(backend)),
            FramesDirectory = arguments.GetValue(frames),
            Loop = arguments.GetValue(loop),
            SkipsSleeps = arguments.GetValue(skipSleeps),
        };
        node.Apply(arguments, options);
        if (arguments.GetValue(triggerFile) is string path)
        {
            options.Presses = TriggerFile.Read(path);
        }

        if (arguments.GetValue(raw) is string text)
        {
            RawFrameSpec.Parse(text).ApplyTo(options);
        }

        return options;
    }

    private static void Show(SimulatorEvent e, bool json)
    {
        if (e.Kind == SimulatorEventKind.Warning)
        {
            Terminal.Errors.MarkupLineInterpolated($"[yellow]warning:[/] {PlainText.Of(e.Text)}");
        }
        else if (e.Kind == SimulatorEventKind.State)
        {
            Terminal.Errors.MarkupLineInterpolated($"[grey]{PlainText.Of(e.Text)}[/]");
        }
        else if (!json)
        {
            Console.Out.WriteLine(PlainText.Of(e.Text));
        }
        else if (e.Kind == SimulatorEventKind.Pin)
        {
            Json.WriteLine(new { e.Pin, On = e.IsOn, Label = e.PinLabel });
        }
        else if (e.Classification is FrameClassification classification)
        {
            Json.WriteLine(new
            {
                Seq = classification.Sequence,
                classification.Label,
                classification.Index,
                classification.Probability,
                Ms = classification.Milliseconds,
                Region = classification.Region.Length > 0 ? classification.Region : null,
                Frame = classification.FrameName,
                e.Published,
            });
        }
    }

    private static void Summarize(SimulationResult result, bool json)
    {
        if (result.Folder is not null)
        {
            FolderOutput.Summarize(result.Folder);
        }

        if (json)
        {
            Json.WriteLine(new
            {
                result.Frames,
                result.Published,
                result.Dropped,
                result.Waiting,
                result.Unconfirmed,
                result.Unreadable,
                Folder = FolderOutput.ToJson(result.Folder),
            });
            return;
        }

        Terminal.Results.WriteLine(
            $"{result.Frames} frames, {result.Published} classifications published,"
            + $" {result.Unreadable} frames unreadable");
        if (result.Dropped + result.Waiting > 0)
        {
            Terminal.Errors.MarkupLine(
                $"[yellow]warning:[/] {result.Dropped} classifications were dropped"
                + $" and {result.Waiting} still waited for the broker or its confirmation");
        }

        if (result.Unconfirmed > 0)
        {
            Terminal.Errors.MarkupLine(
                $"[yellow]warning:[/] the broker did not confirm {result.Unconfirmed} messages in time");
        }
    }
}
