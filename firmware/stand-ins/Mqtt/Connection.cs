using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// One connection to a broker through MQTTnet, from connecting to its end, which is final. The socket is not MQTTnet's,
/// which tells nothing of the end if it has to close one without DISCONNECT.
/// </summary>
internal sealed class Connection : IMqttClientStreamProvider
{
    /// <summary>From here on reason codes of MQTT 5 are errors.</summary>
    private const int FirstError = 0x80;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    /// <summary>MQTTnet's codes (those of MQTT 5) in the order of MQTT 3.1.1.</summary>
    private static readonly MqttClientConnectResultCode[] ConnectCodes =
    [
        MqttClientConnectResultCode.Success,
        MqttClientConnectResultCode.UnsupportedProtocolVersion,
        MqttClientConnectResultCode.ClientIdentifierNotValid,
        MqttClientConnectResultCode.ServerUnavailable,
        MqttClientConnectResultCode.BadUserNameOrPassword,
        MqttClientConnectResultCode.NotAuthorized,
    ];

    private readonly MQTTnet.IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<Action> events = Channel.CreateUnbounded<Action>();
    private readonly CancellationTokenSource closing = new();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Thread thread;
    private readonly TlsCheck? tls;
    private Task exactlyOnce = Task.CompletedTask;
    private volatile Task confirmed = Task.CompletedTask;
    private volatile bool isOpen;
    private TopicAliases? aliases;
    private SemaphoreSlim? slots;

    /// <summary>Prepares a connection.</summary>
    /// <param name="tls">How to encrypt it, or null.</param>
    /// <param name="received">Gets what arrives.</param>
    /// <param name="closed">Learns that the connection is gone that stood.</param>
    public Connection(TlsCheck? tls, Action<MqttApplicationMessage> received, Action closed)
    {
        this.tls = tls;
        client.ApplicationMessageReceivedAsync += e => Post(() => received(e.ApplicationMessage));
        client.DisconnectedAsync += e =>
        {
            Tell(e.ReasonString, e.ClientWasConnected && (int)e.Reason >= FirstError ? $"{e.Reason}" : string.Empty);
            return End(e.ClientWasConnected ? closed : () => { });
        };
        thread = new Thread(RaiseEvents) { IsBackground = true, Name = "MQTT events" };
        thread.Start();
    }

    /// <summary>How long anything waits for the broker.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets what the broker says of a refusal or an end.</summary>
    public Action<string> Says { get; init; } = _ => { };

    public bool IsConnected => client.IsConnected;

    /// <summary>Connects.</summary>
    /// <returns>Success, or why the broker refuses.</returns>
    /// <exception cref="MqttConnectionException">There is no connection.</exception>
    /// <exception cref="MqttCommunicationException">There is one, and no answer.</exception>
    public MqttReasonCode Open(EndPoint broker, MqttClientOptions options)
    {
        options.Timeout = Limit;
        options.ChannelOptions = new MqttClientTcpOptions
        {
            RemoteEndpoint = broker,
            StreamProvider = this,
            TlsOptions = tls?.MakeOptions() ?? new MqttClientTlsOptions(),
        };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        limit.CancelAfter(Limit);
        try
        {
            MqttClientConnectResult result = client.ConnectAsync(options, limit.Token).GetAwaiter().GetResult();
            _ = WatchAsync(options.KeepAlivePeriod);
            if (options.ProtocolVersion == MQTTnet.Formatter.MqttProtocolVersion.V500)
            {
                return TakeFive(result);
            }

            int code = Array.IndexOf(ConnectCodes, result.ResultCode);
            return code < 0 ? MqttReasonCode.UnspecifiedError : (MqttReasonCode)code;
        }
        catch (MqttConnectingFailedException)
        {
            string? reason = tls?.ExplainSilence();
            throw reason == null ? new MqttCommunicationException() : new MqttConnectionException(reason, null);
        }
        catch (OperationCanceledException) when (!isOpen)
        {
            throw new MqttConnectionException($"no answer within {Limit.TotalSeconds} s", null);
        }
        catch (OperationCanceledException)
        {
            throw new MqttCommunicationException();
        }
        catch (Exception e)
        {
            throw new MqttConnectionException(Explain(e.InnerException ?? e), null);
        }
    }

    /// <summary>Hands over a message. Calls come one after the other.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ended">
    /// Learns that the broker has confirmed the message (true) or refused it or said nothing for too long (false); not
    /// if the connection ends first.
    /// </param>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public void Publish(MqttApplicationMessage message, Action<bool> ended)
    {
        CancellationTokenSource limit = new(Limit);
        aliases?.Shorten(message);
        bool isExactlyOnce = message.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce;
        Task<MqttClientPublishResult> sending =
            SendAsync(isExactlyOnce ? exactlyOnce : Task.CompletedTask, message, limit.Token);
        exactlyOnce = isExactlyOnce ? sending : exactlyOnce;
        Task confirming = ConfirmAsync(sending, limit, ended);
        RequireHanded(sending);
        confirmed = Task.WhenAll(confirmed, confirming);
    }

    /// <summary>Asks for topics.</summary>
    /// <exception cref="MqttCommunicationException">There is no connection, or the topics are impossible.</exception>
    public void Subscribe(MqttClientSubscribeOptions topics)
    {
        RequireHanded(client.SubscribeAsync(topics));
    }

    /// <summary>Asks for topics no more.</summary>
    /// <exception cref="MqttCommunicationException">There is no connection.</exception>
    public void Unsubscribe(MqttClientUnsubscribeOptions topics)
    {
        RequireHanded(client.UnsubscribeAsync(topics));
    }

    /// <summary>Says goodbye, so that the broker does not publish the will, and closes.</summary>
    /// <exception cref="MqttCommunicationException">The connection is gone already.</exception>
    public void Disconnect()
    {
        closing.Cancel();
        try
        {
            using CancellationTokenSource limit = new(Limit);
            client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw new MqttCommunicationException(e);
        }
        finally
        {
            WaitForEnd();
        }
    }

    /// <summary>Closes without a word; returns when all is over, but for the event from which it is called.</summary>
    public void Close()
    {
        closing.Cancel();
        socket.Dispose();
        WaitForEnd();
    }

    /// <summary>Connects the socket, to the first of the name's addresses that answers; for MQTTnet.</summary>
    async Task<Stream> IMqttClientStreamProvider.ConnectAsync(EndPoint brokerEndPoint, CancellationToken limit)
    {
        await socket.ConnectAsync(brokerEndPoint, limit).ConfigureAwait(false);
        isOpen = true;
        return new NetworkStream(socket, ownsSocket: false);
    }

    /// <summary>Takes what a broker of MQTT 5 allows.</summary>
    private MqttReasonCode TakeFive(MqttClientConnectResult result)
    {
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            Tell(result.ReasonString, string.Empty);
        }

        aliases = new TopicAliases(result.TopicAliasMaximum);
        slots = result.ReceiveMaximum is ushort most and > 0 ? new SemaphoreSlim(most) : null;
        return (MqttReasonCode)result.ResultCode;
    }

    /// <summary>Passes on what the broker says in words, else what its code says.</summary>
    private void Tell(string? words, string code)
    {
        string said = string.IsNullOrEmpty(words) ? code : words;
        if (said.Length > 0)
        {
            Says(said);
        }
    }

    private static void RequireHanded(Task task)
    {
        if (task.IsFaulted)
        {
            throw new MqttCommunicationException(task.Exception.InnerException!);
        }
    }

    private string Explain(Exception e)
    {
        if (tls != null && isOpen)
        {
            return tls.Explain(e);
        }

        // Without the address that .NET adds.
        return e is SocketException error ? new SocketException(error.ErrorCode).Message : e.Message;
    }

    /// <summary>
    /// Sends a message, one with QoS 2 after the one before: MQTTnet's PUBRELs overtake each other, and the order of
    /// PUBRELs is the order in which subscribers get the messages.
    /// </summary>
    private async Task<MqttClientPublishResult> SendAsync(
        Task before, MqttApplicationMessage message, CancellationToken limit)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool isCounted = slots != null && message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        if (isCounted)
        {
            // MQTTnet does not keep to the number that the broker allows at a time.
            await slots!.WaitAsync(limit).ConfigureAwait(false);
        }

        try
        {
            return await client.PublishAsync(message, limit).ConfigureAwait(false);
        }
        finally
        {
            if (isCounted)
            {
                slots!.Release();
            }
        }
    }

    private async Task ConfirmAsync(
        Task<MqttClientPublishResult> sending, CancellationTokenSource limit, Action<bool> ended)
    {
        using (limit)
        {
            try
            {
                MqttClientPublishResult result = await sending.ConfigureAwait(false);
                Tell(result.ReasonString, result.IsSuccess ? string.Empty : $"{result.ReasonCode}");
                _ = Post(() => ended(result.IsSuccess));
            }
            catch (Exception) when (limit.IsCancellationRequested)
            {
                _ = Post(() => ended(false));
            }
            catch (Exception)
            {
                // The connection is broken, which is an event of its own.
            }
        }
    }

    /// <summary>
    /// Notices a broker that has gone silent. MQTTnet asks only when nothing was sent for a while, so never while this
    /// side keeps publishing.
    /// </summary>
    private async Task WatchAsync(TimeSpan period)
    {
        try
        {
            while (period > TimeSpan.Zero)
            {
                await Task.Delay(period, closing.Token).ConfigureAwait(false);
                using CancellationTokenSource limit = new(period / 2);
                await client.PingAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            if (!closing.IsCancellationRequested)
            {
                socket.Dispose();
            }
        }
    }

    private Task Post(Action raise)
    {
        events.Writer.TryWrite(raise);
        return Task.CompletedTask;
    }

    /// <summary>The end is the last event: what was confirmed before it is told before it.</summary>
    private async Task End(Action raise)
    {
        await closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(confirmed, Task.Delay(DrainLimit)).ConfigureAwait(false);
        _ = Post(raise);
        events.Writer.TryComplete();
    }

    private void WaitForEnd()
    {
        if (thread != Thread.CurrentThread)
        {
            thread.Join(Limit);
        }
    }

    /// <summary>The thread: raises the events, which come one by one, and closes the socket behind the last.</summary>
    private void RaiseEvents()
    {
        foreach (Action raise in events.Reader.ReadAllAsync().ToBlockingEnumerable())
        {
            raise();
        }

        DrainAsync().GetAwaiter().GetResult();
        socket.Dispose();
        client.Dispose();
    }

    /// <summary>
    /// Waits until the broker closes as well, having read DISCONNECT. Before that, the next connection with this client
    /// id would take this one over, and the broker would publish the will.
    /// </summary>
    private async Task DrainAsync()
    {
        byte[] rest = new byte[1024];
        using CancellationTokenSource limit = new(DrainLimit);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(rest, limit.Token).ConfigureAwait(false) > 0)
            {
                // What still comes, nobody waits for.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone, or the broker is silent.
        }
    }
}
