using System;
using System.CommandLine;
using System.Globalization;
using CameraNode;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Where nodes are found: a broker, and how it lets this program in.</summary>
internal sealed class BrokerOptions
{
    private const int TlsPort = 8883;

    private readonly Option<string?> user = Text("--user", "User at the broker.");
    private readonly Option<string?> password = Text("--password", "Password at the broker; needs a user.");

    private readonly Option<string?> prefix = Text(
        "--topic-prefix", "What the node's topics start with; '/' is put behind it. [default: sqnet]");

    private readonly Option<string> tls;

    private readonly Option<string?> authority = Pem(
        "--ca-certificate", "Who has signed the broker's certificate: PEM, or the path of a PEM file.");

    private readonly Option<string?> certificate = Pem(
        "--client-certificate", "This program's own certificate, PEM or path; needs --client-key.");

    private readonly Option<string?> key = Pem(
        "--client-key", "Key of the own certificate, PEM or path, without password.");

    private readonly Option<int> timeout = Arguments.AtLeast(
        "--timeout-seconds", 1, 15, "How long an answer of the node may take.", 3600);

    private readonly Option<bool> wait = new("--wait")
    {
        Description = "Wait for a node that sleeps: it is asked when it wakes, whatever --timeout-seconds says.",
    };

    /// <summary>Makes the options.</summary>
    public BrokerOptions()
    {
        tls = new Option<string>("--tls")
        {
            Description = "Protection of the connection; with TLS the broker's certificate is always verified, and the "
                + "port is 8883 unless it is given. [default: none]",
        };
        tls.AcceptOnlyFromAmong("none", "tls12").As(PathRole.Text);
    }

    /// <summary>The broker; required unless a command has other sources.</summary>
    public Option<string?> Broker { get; } = Text(
        "--broker", "Broker of the node: HOST or HOST:PORT; port 1883 if none is given.");

    /// <summary>Makes the options a command's.</summary>
    public void AddTo(Command command)
    {
        command.AddAll(Broker, prefix, user, password, tls, authority, certificate, key, timeout, wait);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="CommandException">They do not go together.</exception>
    public NodeAccess Read(ParseResult parsed)
    {
        bool isSecure = parsed.GetValue(tls) == "tls12";
        (string host, int? port) = Split(parsed.GetValue(Broker)!);
        NodeSettings settings = new()
        {
            BrokerHost = host,
            BrokerPort = port ?? (isSecure ? TlsPort : new NodeSettings().BrokerPort),
            TopicPrefix = parsed.GetValue(prefix) ?? new NodeSettings().TopicPrefix,
            User = parsed.GetValue(user),
            Password = parsed.GetValue(password),
            Tls = isSecure ? TlsMode.Tls12 : TlsMode.None,
            CaCertificate = parsed.GetValue(authority),
            ClientCertificate = parsed.GetValue(certificate),
            ClientKey = parsed.GetValue(key),
        };
        try
        {
            settings.Check();
        }
        catch (SettingsException e)
        {
            throw new CommandException(ExitCode.Usage, AsTyped(NodeOptions.WithOptions(e.Message)));
        }

        return new NodeAccess(settings, TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(wait));
    }

    /// <summary>A node has two settings where this program has one option.</summary>
    private static string AsTyped(string sentence)
    {
        return sentence.Replace("--broker-host", "--broker", StringComparison.Ordinal)
            .Replace("as --broker-port", "behind a colon", StringComparison.Ordinal);
    }

    /// <summary>HOST:PORT, [IPV6]:PORT, or either alone.</summary>
    private static (string Host, int? Port) Split(string text)
    {
        int colon = text.LastIndexOf(':');
        if (text.Contains("://", StringComparison.Ordinal))
        {
            // The node's own check of names says what is wrong with an address.
            return (text, null);
        }

        bool isPort = colon > 0 && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']');
        if (!isPort)
        {
            return (text.Trim('[', ']'), null);
        }

        bool isNumber = int.TryParse(
            text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port);
        return isNumber && port is > 0 and < 65536
            ? (text[..colon].Trim('[', ']'), port)
            : throw new CommandException(
                ExitCode.Usage, $"--broker takes HOST or HOST:PORT with a port from 1 to 65535, not '{text}'.");
    }

    private static Option<string?> Text(string name, string description)
    {
        return new Option<string?>(name) { Description = description }.As(PathRole.Text);
    }

    private static Option<string?> Pem(string name, string description)
    {
        return new Option<string?>(name) { Description = description }.As(PathRole.WordOrInput, string.Empty);
    }
}
