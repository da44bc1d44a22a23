using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using CameraNode;
using CameraNode.Desktop;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options that are settings of the camera node: what is given goes before --config, that before the defaults.</summary>
internal sealed class NodeOptions
{
    private readonly List<Option> all = [];
    private readonly Dictionary<Option, Action<ParseResult, NodeSettings>> setters = [];

    private readonly Option<string?> config = new("--config")
    {
        Description = "JSON file of settings, as a device stores it in I:\\node.json; other options go before it.",
    };

    public NodeOptions()
    {
        all.Add(config);
        Add("--broker", "MQTT broker, HOST:PORT [default: localhost:1883].", (NodeSettings s, string v) => SetBroker(s, v));
        AddFlag("--tls", "Connect with TLS 1.2 and verify the broker's certificate.", s => s.Tls = TlsMode.Tls12);
        Add("--ca", "PEM file of the authority that has signed it; else this computer's.",
            (NodeSettings s, string v) => s.CaCertificate = v);
        Add("--cert", "PEM file of the node's own certificate.", (NodeSettings s, string v) => s.ClientCertificate = v);
        Add("--key", "PEM file of its key.", (NodeSettings s, string v) => s.ClientKey = v);
        Add("--client-id", "The node's name at the broker and in topics [default: simulator].",
            (NodeSettings s, string v) => s.ClientId = v);
        Add("--prefix", "First part of the topics [default: sqnet].", (NodeSettings s, string v) => s.TopicPrefix = v);
        Add("--user", "User at the broker.", (NodeSettings s, string v) => s.User = v);
        Add("--password", "Password at the broker.", (NodeSettings s, string v) => s.Password = v);
        AddRule();
        AddNumbers();
    }

    /// <summary>Makes the options a command's.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>Puts the settings together.</summary>
    public void Apply(ParseResult arguments, SimulatorOptions options)
    {
        string? path = arguments.GetValue(config);
        if (path != null)
        {
            Read(path, options);
        }

        foreach ((Option option, Action<ParseResult, NodeSettings> setter) in setters)
        {
            if (arguments.GetResult(option) is OptionResult { Implicit: false })
            {
                setter(arguments, options.Settings);
            }
        }

        try
        {
            options.Settings.Check();
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.Usage, e.Message);
        }
    }

    private static void Read(string path, SimulatorOptions options)
    {
        try
        {
            SettingsReader.Read(File.ReadAllText(path), options.Settings);
            options.SettingsSource = Path.GetFileName(path);
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.BadInput, $"{path}: {e.Message}");
        }
    }

    private static void SetBroker(NodeSettings settings, string text)
    {
        int colon = text.LastIndexOf(':');
        string port = colon < 0 ? "1883" : text[(colon + 1)..];
        string host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        if (host.Length == 0 || !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number is < 1 or > 65535)
        {
            throw new CommandException(
                ExitCode.Usage, $"--broker {text}: expected HOST:PORT, for example localhost:1883");
        }

        settings.BrokerHost = host;
        settings.BrokerPort = number;
    }

    private void AddRule()
    {
        Option<string?> rule = new("--publish")
        {
            Description = "'every' recognised answer (the default), on 'change' of the stable class, or on change and at an "
                + "'interval' too.",
        };
        rule.AcceptOnlyFromAmong("every", "change", "interval");
        Register(rule, (arguments, settings) => settings.Rule = arguments.GetValue(rule) switch
        {
            "change" => PublishRule.OnChange,
            "interval" => PublishRule.OnChangeAndInterval,
            _ => PublishRule.EveryFrame,
        });
        AddFlag("--report-nothing", "Publish too that nothing is recognised.", s => s.ReportNothing = true);
    }

    private void AddNumbers()
    {
        Add("--min-score", "Answers less probable than this (0..1) are not recognised.",
            (NodeSettings s, float v) => s.MinScore = v);
        Add("--hysteresis", "How far below --min-score the stable class may fall.",
            (NodeSettings s, float v) => s.Hysteresis = v);
        Add("--stable-frames", "Frames in a row that make a class stable [default: 1].",
            (NodeSettings s, int v) => s.StableFrames = v);
        Add("--stable-ms", "Milliseconds that make a class stable [default: 0].",
            (NodeSettings s, int v) => s.StableMilliseconds = v);
        Add("--republish", "--publish interval: milliseconds until the same class again [default: 60000].",
            (NodeSettings s, int v) => s.RepublishMilliseconds = v);
        Add("--queue", "Answers that are kept while the broker is out of reach [default: 32].",
            (NodeSettings s, int v) => s.QueueLength = v);
        Add("--interval", "Milliseconds from one frame to the next, at least.",
            (NodeSettings s, int v) => s.IntervalMilliseconds = v);
        Add("--status-interval", "Milliseconds between status messages, 0 for none [default: 60000].",
            (NodeSettings s, int v) => s.StatusMilliseconds = v);
        Add("--count", "Stop after this many frames; 0 for all.", (NodeSettings s, int v) => s.MaxFrames = v);
        Add("--timeout", "Give up when the broker is out of reach for so many ms; 0 for never [default: 10000].",
            (NodeSettings s, int v) => s.GiveUpMilliseconds = v);
    }

    private void AddFlag(string name, string description, Action<NodeSettings> set)
    {
        Option<bool> option = new(name) { Description = description };
        Register(option, (arguments, settings) =>
        {
            if (arguments.GetValue(option))
            {
                set(settings);
            }
        });
    }

    private void Add<T>(string name, string description, Action<NodeSettings, T> set)
    {
        // Without a default: what is not given must not go before --config.
        Option<T> option = new(name) { Description = description };
        Register(option, (arguments, settings) => set(settings, arguments.GetRequiredValue(option)));
    }

    private void Register(Option option, Action<ParseResult, NodeSettings> setter)
    {
        all.Add(option);
        setters.Add(option, setter);
    }
}
