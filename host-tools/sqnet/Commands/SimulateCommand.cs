using System;
using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using CameraNode;
using CameraNode.Desktop;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet simulate: the firmware's camera node on this computer.</summary>
internal sealed class SimulateCommand
{
    private readonly Option<string> blob = new("--blob") { Description = "Model blob.", Required = true };

    private readonly Option<string?> frames = new("--frames")
    {
        Description = "Folder of pictures to play, in order of their names.",
    };

    private readonly Option<string?> raw = new("--raw")
    {
        Description = "Read raw frames from standard input: WIDTHxHEIGHT:FORMAT, FORMAT rgb24, rgb565le, rgb565be or gray.",
    };

    private readonly Option<string> broker = new("--broker") { Description = "MQTT broker, HOST:PORT.", Required = true };

    private readonly Option<string> client = new("--client-id")
    {
        Description = "The node's name at the broker and in topics.",
        DefaultValueFactory = _ => "simulator",
    };

    private readonly Option<string> prefix = new("--prefix")
    {
        Description = "First part of the topics.",
        DefaultValueFactory = _ => "sqnet",
    };

    private readonly Option<string?> user = new("--user") { Description = "User at the broker." };

    private readonly Option<string?> password = new("--password") { Description = "Password at the broker." };

    private readonly Option<string> rule = new("--publish")
    {
        Description = "'every' answer, or only on 'change' of the class.",
        DefaultValueFactory = _ => "every",
    };

    private readonly Option<float> minScore = new("--min-score")
    {
        Description = "Answers less probable than this (0..1) are not published.",
    };

    private readonly Option<bool> loop = new("--loop") { Description = "Start again at the folder's end." };

    private readonly Option<int> interval = Arguments.AtLeast(
        "--interval", 0, 0, "Milliseconds from one frame to the next, at least.");

    private readonly Option<int> count = Arguments.AtLeast("--count", 0, 0, "Stop after this many frames; 0 for all.");

    private readonly Option<int> timeout = Arguments.AtLeast(
        "--timeout", 0, 10000, "Give up when the broker is out of reach for so many milliseconds; 0 for never.");

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
            + "answer is a line of JSON.")
        {
            blob, frames, raw, broker, client, prefix, user, password, rule, minScore, loop, interval, count, timeout,
            json, backend,
        };
        rule.AcceptOnlyFromAmong("every", "change");
        command.Validators.Add(result =>
        {
            if (result.GetValue(frames) is null == result.GetValue(raw) is null)
            {
                result.AddError("Give either --frames DIR or --raw WIDTHxHEIGHT:FORMAT.");
            }
        });
        ExamplesHelp.Add(
            command,
            """
            sqnet simulate --blob cards.sqnt --frames photos --broker localhost:1883
            ffmpeg -i /dev/video0 -vf scale=160:120 -f rawvideo -pix_fmt rgb24 - |
              sqnet simulate --blob cards.sqnt --raw 160x120:rgb24 --broker localhost:1883
            """);
        command.SetGuardedAction((arguments, cancellation) => Task.Run(() =>
        {
            bool asJson = arguments.GetValue(json);
            SimulationResult result = Simulator.Run(Options(arguments), e => Show(e, asJson), cancellation);
            Summarize(result, asJson);
            return result.Unreadable > 0 ? ExitCode.BadInput : ExitCode.Success;
        }));
        return command;
    }

    private SimulatorOptions Options(ParseResult arguments)
    {
        (string host, int port) = ParseBroker(arguments.GetRequiredValue(broker));
        SimulatorOptions options = new()
        {
            BlobPath = arguments.GetRequiredValue(blob),
            Backend = Arguments.ToBackend(arguments.GetValue(backend)),
            FramesDirectory = arguments.GetValue(frames),
            Loop = arguments.GetValue(loop),
            BrokerHost = host,
            BrokerPort = port,
            User = arguments.GetValue(user),
            Password = arguments.GetValue(password),
            ClientId = arguments.GetRequiredValue(client),
            TopicPrefix = arguments.GetRequiredValue(prefix),
            Rule = arguments.GetValue(rule) == "change" ? PublishRule.OnChange : PublishRule.EveryFrame,
            MinScore = arguments.GetValue(minScore),
            IntervalMilliseconds = arguments.GetValue(interval),
            Count = arguments.GetValue(count),
            ConnectTimeoutMilliseconds = arguments.GetValue(timeout),
        };
        ParseRaw(arguments.GetValue(raw), options);
        return options;
    }

    private static (string Host, int Port) ParseBroker(string text)
    {
        int colon = text.LastIndexOf(':');
        string port = colon < 0 ? "1883" : text[(colon + 1)..];
        string host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        return host.Length > 0 && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is > 0 and < 65536
            ? (host, number)
            : throw new CommandException(ExitCode.Usage, $"--broker {text}: expected HOST:PORT, for example localhost:1883");
    }

    private static void ParseRaw(string? text, SimulatorOptions options)
    {
        if (text is null)
        {
            return;
        }

        string[] parts = text.Split(':');
        string[] size = parts[0].Split('x');
        PixelFormat? format = (parts.Length > 1 ? parts[1] : "rgb24") switch
        {
            "rgb24" => PixelFormat.Rgb888,
            "rgb565le" => PixelFormat.Rgb565LittleEndian,
            "rgb565be" => PixelFormat.Rgb565BigEndian,
            "gray" => PixelFormat.Gray8,
            _ => null,
        };
        if (format is null || size.Length != 2
            || !int.TryParse(size[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || !int.TryParse(size[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height))
        {
            throw new CommandException(ExitCode.Usage, $"--raw {text}: expected WIDTHxHEIGHT:FORMAT, for example 160x120:rgb24");
        }

        options.RawFrames = Console.OpenStandardInput();
        options.RawWidth = width;
        options.RawHeight = height;
        options.RawFormat = format.Value;
    }

    private static void Show(SimulatorEvent e, bool json)
    {
        if (e.Kind == SimulatorEventKind.Warning)
        {
            Terminal.Errors.MarkupLineInterpolated($"[yellow]warning:[/] {e.Text}");
        }
        else if (e.Kind == SimulatorEventKind.State)
        {
            Terminal.Errors.MarkupLineInterpolated($"[grey]{e.Text}[/]");
        }
        else if (!json)
        {
            Console.Out.WriteLine(e.Text);
        }
        else if (e.Result is NodeResult result)
        {
            Json.WriteLine(new
            {
                Seq = result.Sequence,
                result.Label,
                result.Index,
                Score = result.Probability,
                Ms = result.Milliseconds,
                Frame = result.FrameName,
                e.Published,
            });
        }
    }

    private static void Summarize(SimulationResult result, bool json)
    {
        if (json)
        {
            Json.WriteLine(result);
            return;
        }

        Terminal.Results.WriteLine(
            $"{result.Frames} frames, {result.Published} answers published, {result.Unreadable} frames unreadable");
        if (result.Unconfirmed > 0)
        {
            Terminal.Errors.MarkupLine(
                $"[yellow]warning:[/] the broker did not confirm {result.Unconfirmed} messages in time");
        }
    }
}
