using System;
using System.Buffers;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using CameraNode;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>One connection to a broker, to look at what its nodes say. It leaves nothing.</summary>
internal sealed class BrokerClient : IAsyncDisposable
{
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<BrokerMessage> messages = Channel.CreateUnbounded<BrokerMessage>();
    private readonly NodeSettings settings;
    private readonly string? cleared;

    private BrokerClient(NodeSettings settings, string? cleared)
    {
        this.settings = settings;
        this.cleared = cleared;
        client.ApplicationMessageReceivedAsync += e =>
        {
            messages.Writer.TryWrite(new BrokerMessage(
                e.ApplicationMessage.Topic, e.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += _ =>
        {
            messages.Writer.TryComplete();
            return Task.CompletedTask;
        };
    }

    /// <summary>Name and port.</summary>
    public string Name => $"{settings.BrokerHost}:{settings.BrokerPort}";

    /// <summary>Connects.</summary>
    /// <param name="settings">The broker.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="cleared">Topic of which the broker keeps nothing if this connection breaks; null for none.</param>
    /// <exception cref="CommandException">There is no connection.</exception>
    public static async Task<BrokerClient> ConnectAsync(
        NodeSettings settings, CancellationToken cancellation, string? cleared = null)
    {
        BrokerClient made = new(settings, cleared);
        try
        {
            MqttClientConnectResult result = await made.client.ConnectAsync(made.Options(), cancellation);
            return result.ResultCode == MqttClientConnectResultCode.Success
                ? made : throw made.Refused(result.ResultCode);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
        {
            // A connection that is given up may fail as one that breaks.
            cancellation.ThrowIfCancellationRequested();
            throw made.Unreachable(e.InnerException ?? e);
        }
    }

    /// <summary>Asks for topics.</summary>
    /// <exception cref="CommandException">The broker refuses, or is gone.</exception>
    public async Task SubscribeAsync(CancellationToken cancellation, params string[] topics)
    {
        MqttClientSubscribeOptionsBuilder wanted = new();
        foreach (string topic in topics)
        {
            wanted.WithTopicFilter(topic);
        }

        await GuardedAsync(() => client.SubscribeAsync(wanted.Build(), cancellation), cancellation);
    }

    /// <summary>Publishes an empty message that nobody keeps.</summary>
    /// <exception cref="CommandException">The broker is gone.</exception>
    public async Task PublishAsync(string topic, CancellationToken cancellation)
    {
        await GuardedAsync(
            () => client.PublishStringAsync(topic, cancellationToken: cancellation), cancellation);
    }

    /// <summary>Publishes a message that the broker keeps; an empty one takes it away again.</summary>
    /// <exception cref="CommandException">The broker is gone.</exception>
    public async Task RetainAsync(string topic, string text, CancellationToken cancellation)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(text).WithRetainFlag()
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        await GuardedAsync(() => client.PublishAsync(message, cancellation), cancellation);
    }

    /// <summary>Waits for a message.</summary>
    /// <param name="limit">How long; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The next one; null if none comes in time.</returns>
    /// <exception cref="CommandException">The broker is gone.</exception>
    public async Task<BrokerMessage?> NextAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan ? limit : TimeSpan.Zero);
        try
        {
            return await messages.Reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Gone();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await client.DisconnectAsync();
        }
        catch (MqttCommunicationException)
        {
            // It is gone already.
        }

        client.Dispose();
    }

    private async Task GuardedAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (MqttCommunicationException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Gone();
        }
    }

    private MqttClientOptions Options()
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(settings.BrokerHost, settings.BrokerPort)
            .WithClientId($"sqnet-{Guid.NewGuid():N}"[..23])
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTimeout(TimeSpan.FromSeconds(10));
        if (settings.User is not null)
        {
            builder.WithCredentials(settings.User, settings.Password);
        }

        if (cleared is not null)
        {
            builder.WithWillTopic(cleared).WithWillPayload(Array.Empty<byte>()).WithWillRetain();
        }

        return settings.Tls == TlsMode.None ? builder.Build() : builder.WithTlsOptions(AddTls).Build();
    }

    private void AddTls(MqttClientTlsOptionsBuilder tls)
    {
        tls.UseTls().WithTargetHost(settings.BrokerHost).WithSslProtocols(SslProtocols.Tls12)
            .WithIgnoreCertificateRevocationErrors();
        if (settings.CaCertificate is not null)
        {
            tls.WithTrustChain([Certificate("--ca-certificate", () =>
                X509Certificate2.CreateFromPem(Pem(settings.CaCertificate)))]);
        }

        if (settings.ClientCertificate is not null)
        {
            X509Certificate2 own = Certificate("--client-certificate", () =>
                X509Certificate2.CreateFromPem(Pem(settings.ClientCertificate), Pem(settings.ClientKey!)));
            tls.WithClientCertificates([own]);
        }
    }

    private static string Pem(string setting)
    {
        return setting.StartsWith("-----BEGIN ", StringComparison.Ordinal) ? setting : File.ReadAllText(setting);
    }

    private static X509Certificate2 Certificate(string option, Func<X509Certificate2> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException
            or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{option} cannot be used: {e.Message.TrimEnd('.')}.");
        }
    }

    private CommandException Refused(MqttClientConnectResultCode code)
    {
        string reason = code switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword => "it refuses this user or password",
            MqttClientConnectResultCode.NotAuthorized => settings.User is null
                ? "it does not let us in; it may want --user and --password"
                : "it does not let us in; see whether --user and --password are right",
            _ => $"it refuses the connection ({code})",
        };
        return new CommandException(ExitCode.Environment, $"The broker {Name} answers: {reason}.");
    }

    private CommandException Unreachable(Exception e)
    {
        string help = e is AuthenticationException
            ? " See whether --ca-certificate has signed the broker's certificate, and it is for this name."
            : settings.Tls == TlsMode.None
                ? " See whether --broker names it, and whether its port wants --tls tls12."
                : " See whether --broker names it, and whether its port speaks TLS.";
        string reason = e is OperationCanceledException ? "no answer within 10 s" : e.Message.TrimEnd('.');
        return new CommandException(
            ExitCode.Environment, $"The broker {Name} cannot be reached: {reason}.{help}");
    }

    private CommandException Gone()
    {
        return new CommandException(ExitCode.Environment, $"The broker {Name} has ended the connection.");
    }
}
